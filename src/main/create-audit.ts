import { createReadAudit } from '#application/audit/create-read-audit.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import type { Role } from './config/environment.ts';
import { repeat } from './repeat.ts';
import type { Tools } from './tools.ts';

/** Until an entry is proved to be unchanged from then on. */
const SEAL_MS = 5_000;

export interface Audit {
  readonly reads: ReadAudit;
  /** Writes what is left and seals it. */
  stop(): Promise<void>;
}

/** What is looked at is written down by every process; one that works seals the log as well. */
export function createAudit({ stores, clock, log }: Tools, roles: readonly Role[]): Audit {
  const { audit } = stores;
  const reads = createReadAudit({ audit, clock });
  const seal = createSealAudit({ audit, clock });
  const rhythm = roles.includes('workers') ? repeat('seal-audit', seal, SEAL_MS, SEAL_MS, log) : undefined;
  return {
    reads,
    stop: async () => {
      await rhythm?.stop();
      await reads.close();
      // With the database away the next process seals it.
      if (rhythm !== undefined) await seal().catch(() => undefined);
    },
  };
}
