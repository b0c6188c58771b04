import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';

/** What became of a mail of ours, without whom it went to or what it said. */
export type MailTrace = Pick<
  Uitgaand,
  'uuid' | 'soort' | 'state' | 'attempts' | 'reden' | 'aangemaaktOp' | 'verzondenOp' | 'taak'
>;

/** What happened to accepted messages after they left the ledger. Throws transient Failures. */
export interface TraceReader {
  /** Every task on these klantcontacten or about these messages (by uuid), follow-ups included, each once. */
  findTaken(klantcontacten: readonly string[], messages: readonly string[]): Promise<TaakDossier[]>;
  /**
   * Audit entries that name one of these documents and are dated between these moments, both included. The second is
   * tried alone first, as that is when most of them were written.
   */
  findAudit(uuids: readonly string[], between: { readonly from: Date; readonly to: Date }): Promise<AuditEntry[]>;
  /** Answers and notices that these tasks (by uuid) caused, oldest first. */
  findMails(taken: readonly string[]): Promise<MailTrace[]>;
}
