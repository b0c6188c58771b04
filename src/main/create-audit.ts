import { createReadAudit } from '#application/audit/create-read-audit.ts';
import { createKeepHead } from '#application/audit/keep-head.ts';
import { createSealAudit, type SealAudit } from '#application/audit/seal-audit.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import { toFailure } from '#domain/failure/failure.ts';
import { createHeadNoteFile } from '#infrastructure/audit/head-note-file.ts';
import { ensureAuditKeys } from './audit-keys-of.ts';
import { auditPlace } from './audit-place.ts';
import type { AuditConfig } from './config/audit.schema.ts';
import type { Environment } from './config/environment.ts';
import { repeat } from './repeat.ts';
import type { Tools } from './tools.ts';

/** Until an entry is proved to be unchanged from then on. */
const SEAL_MS = 5_000;

export interface Audit {
  readonly reads: ReadAudit;
  /** Writes what is left and seals it. */
  stop(): Promise<void>;
}

export interface AuditOptions {
  readonly environment: Pick<Environment, 'roles' | 'dataDir' | 'mongodbUri'>;
  readonly config: AuditConfig | undefined;
  /** One Dutch line for whoever started us. */
  readonly report: (line: string) => void;
}

/** What is looked at is written down by every process; one that works seals the log as well. */
export async function createAudit(tools: Tools, options: AuditOptions): Promise<Audit> {
  const { stores, clock, log } = tools;
  const reads = createReadAudit({ audit: stores.audit, clock });
  const sealing = options.environment.roles.includes('workers') ? await createSealing(tools, options) : undefined;
  const rhythm = sealing === undefined ? undefined : repeat('seal-audit', () => sealing(false), SEAL_MS, SEAL_MS, log);
  return {
    reads,
    stop: async () => {
      await rhythm?.stop();
      await reads.close();
      // With the database away the next process seals it.
      await sealing?.(true).catch(() => undefined);
    },
  };
}

/** Without a key nothing is sealed, and the program works all the same: `verify` says what was not. */
async function createSealing(tools: Tools, { environment, config, report }: AuditOptions) {
  const { stores, clock, log } = tools;
  const { dataDir, mongodbUri } = environment;
  const keys = await ensureAuditKeys(config, dataDir, report).catch((thrown: unknown) => {
    log.error({ code: 'audit-key-missing' }, 'audit-not-sealed', thrown);
    report(`Auditlogboek: er kan geen sleutel in ${dataDir} gemaakt worden; het wordt niet verzegeld.`);
    return undefined;
  });
  if (keys === undefined) return undefined;
  const { audit } = stores;
  const seal = createSealAudit({ audit, clock, keys, aanvaard: config?.aanvaard });
  const note = createHeadNoteFile(dataDir, auditPlace(mongodbUri, stores.mongo.connection.name));
  const { keep } = createKeepHead({ audit, note, clock, log });
  const tell = createTeller(seal, log);
  return async (now: boolean) => {
    await tell(seal);
    await keep(seal.head(), { now });
  };
}

/** What goes wrong for as long as nobody mends it is told once. */
function createTeller(seal: Pick<SealAudit, 'isBroken'>, log: Tools['log']) {
  let told: string | undefined;
  return async (work: () => Promise<unknown>) => {
    const code = await work().then(
      () => (seal.isBroken() ? 'audit-chain-broken' : undefined),
      (thrown: unknown) => {
        const failure = toFailure(thrown);
        if (failure.kind !== 'rejected') throw failure;
        return failure.code;
      },
    );
    if (code !== undefined && code !== told) log.error({ code }, 'audit-not-in-order');
    told = code;
  };
}
