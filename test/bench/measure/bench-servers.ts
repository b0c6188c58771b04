import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';

export const MAILBOX = { user: 'info@voorbeeldstad.example', password: 'bench' } as const;

/** Servers of the bench's own; a MongoDB that is configured is used, with databases of our own. */
export interface BenchServers {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  readonly dovecot: Dovecot;
  readonly folder: string;
  /** Which servers, with their versions. */
  readonly describe: readonly string[];
  readonly pids: { readonly mongodb?: number; readonly redis?: number };
  stop(): Promise<void>;
}

export async function startBenchServers(report: (line: string) => void): Promise<BenchServers> {
  const folder = await mkdtemp(join(tmpdir(), 'klantcontact-bench-'));
  const { MONGODB_URI: mongodbUri } = process.env;
  const servers = await startEmbeddedServers({ dataDir: folder, mongodbUri, report });
  const dovecot = await startDovecot({ users: [MAILBOX] });
  return {
    mongodbUri: servers.mongodbUri,
    redisUrl: servers.redisUrl,
    dovecot,
    folder,
    describe: [...servers.describe, 'IMAP: Dovecot'],
    pids: servers.processes,
    stop: async () => {
      await dovecot.stop();
      await servers.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
