import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';

/** Who looked at what. Never makes a reader wait and never fails: it is written a moment later, with others. */
export interface ReadAudit {
  /** `door` is a user name or the name of a token; `handeling` says how it was read. */
  note(door: string, handeling: string, objecten: AuditEntry['objecten']): void;
}
