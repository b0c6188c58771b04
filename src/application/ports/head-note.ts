import type { Kop } from '#domain/audit/auditzegel.schema.ts';

/** The last block of the audit log, written down outside the database: who changes that does not change this. */
export interface HeadNote {
  /** Undefined when nothing was written down for this database. */
  read(): Promise<Kop | undefined>;
  /** In the place of what was written before. */
  write(kop: Kop): Promise<void>;
}
