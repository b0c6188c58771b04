import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';

/** Who looked at what, or was refused what. The moment and the id are given to it here. */
export type ReadLine = Omit<AuditEntry, 'uuid' | 'op'>;

/** How the `handeling` of a refusal begins; what was asked follows. */
export const GEWEIGERD = 'geweigerd: ';

/**
 * Lines of the audit log about what was read. When a method returns, its line survives what the database survives: only
 * then may the answer leave. Readings at the same moment share one write. Throws transient Failures when the line could
 * not be written.
 */
export interface ReadAudit {
  write(line: ReadLine): Promise<void>;
  /**
   * A line that comes back by itself, of a page that asks again every few seconds: it is written when something in it
   * was in no line of the same `door` and `via` within the last five minutes, that of `write` included. Per process.
   */
  writeAgain(line: ReadLine): Promise<void>;
}
