import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Session } from '../session.ts';
import type { Removed } from './remove-documents.ts';

/** Why something that is old enough stays. */
export type BlijftReden = 'open-taak' | 'onverzonden' | 'zaak' | 'nog-niet-aan-de-beurt' | 'te-groot' | 'logboek';

/** The least that can be destroyed at once and whole, or what must stay and why. */
export type Portie =
  | {
      readonly kind: 'due';
      /** In what the rule counts: klantcontacten, messages, lines. */
      readonly aantal: number;
      readonly objecten: AuditEntry['objecten'];
      /** Repeatable: a transaction may run it again. `NOTHING` when it had to be left alone after all. */
      readonly remove: (session: Session) => Promise<Removed>;
    }
  | { readonly kind: 'stays'; readonly aantal: number; readonly reden: BlijftReden };

export const NOTHING: Removed = { tellingen: {}, files: [] };
