import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { createMemoryCollection } from './memory-collection.ts';

/** A unit under the id of its klantcontact; what belongs to it is committed with it, so it is kept whole. */
export interface MemoryUnit extends KlantcontactUnit {
  readonly uuid: string;
}

export interface MemoryGuarantees {
  /** The unique key of the accepted messages. */
  readonly messageKey?: boolean;
  /** The unique key of the register's documents and the look at the message's state: either of the two suffices. */
  readonly registeredOnce?: boolean;
}

export type MemoryDatabase = ReturnType<typeof createMemoryDatabase>;

/** What our stores keep, for the model of the guarantee. A guarantee can be taken away to see that it is missed. */
export function createMemoryDatabase({ messageKey = true, registeredOnce = true }: MemoryGuarantees = {}) {
  return {
    messages: createMemoryCollection<StoredMessage>(messageKey),
    units: createMemoryCollection<MemoryUnit>(registeredOnce),
    /** Tasks about parked messages; those of units stand in their units. */
    herstel: createMemoryCollection<TaakDossier>(),
    audit: createMemoryCollection<AuditEntry>(),
    files: new Map<string, Uint8Array>(),
    counters: { klantcontact: 0, internetaak: 0 },
  };
}

/**
 * One call of a store: everything that it changes, changes in `effect`, at one moment, as in a transaction. What waits
 * around it is the network: there other processes come between, and there a process can die.
 */
export type Turn = <T>(call: string, effect: () => T) => Promise<T>;

export const atOnce: Turn = (_call, effect) => Promise.resolve().then(effect);
