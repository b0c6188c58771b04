import type { Actor } from '#domain/actor/actor.schema.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Earlier } from '#domain/inbound-message/choose-tie.ts';
import type { Reference } from '#domain/inbound-message/reference.ts';
import type { MessageStep, ParkReason } from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';

/** One accepted message (or several, of one conversation) with the units it became. */
export interface Registration {
  readonly messages: readonly string[];
  readonly units: readonly KlantcontactUnit[];
  readonly at: Date;
  /** Steps of the messages that belong to this registration and are kept with it. */
  readonly steps?: readonly MessageStep[];
}

/** The register's own collections and the ledger entries that change with them. */
export interface RegisterStore {
  /**
   * Commits whole registrations: every document of every unit, the audit entries and the messages' state, in one
   * transaction where the server has them; otherwise in an order in which a reader never meets a dangling reference,
   * convergent on repetition. Answers `false` when one of them stands registered already (nothing of the list is then
   * written): the caller tries them one by one. A single registration that was there already is completed and answers `true`.
   * Throws `message-not-open` (transient, nothing written) when another attempt parked or set aside one of the messages:
   * whoever tries again reads their states first.
   */
  saveRegistrations(registrations: readonly Registration[]): Promise<boolean>;
  /** Parks an open message together with the task for a person. Anything but an open message is left as it is. */
  park(messageUuid: string, reason: ParkReason, dossier: TaakDossier, audit: AuditEntry): Promise<void>;
  /** `count` fresh unique nummers of at most ten digits, rising. Gaps are allowed. */
  reserveNummers(soort: 'klantcontact' | 'internetaak', count: number): Promise<string[]>;
  /** Creates or updates the actors of the configuration; those that are configured no longer become inactive. */
  saveActoren(actoren: readonly Actor[]): Promise<void>;
  /**
   * The klantcontacten that each of these leads to: of messages of its own channel that were registered, and for mail of
   * answers that we sent; ours first, then the last accepted. Whether one may be tied to is not asked here
   * (choose-tie.ts). One question for all, however many; of an id that very many messages have, the first and the last.
   */
  findEarlier(names: readonly Reference[]): Promise<ReadonlyMap<Reference, readonly Earlier[]>>;
}
