import { readResidentMb } from '#infrastructure/readers/resident-memory.ts';
import { watchMemory } from '#test/support/processes/watch-memory.ts';
import { openWaitingFolder } from './load/waiting-folder.ts';
import type { BenchServers } from './measure/bench-servers.ts';
import { openLedgerView, type LedgerView } from './measure/ledger-view.ts';
import { startProgramProcess } from './measure/program-process.ts';
import { withDatabase } from './measure/with-database.ts';

/** The most that each process held, in megabytes of resident memory, with this many messages queued. */
export interface MemoryFigures {
  readonly queued: number;
  /** Of the process that takes mail in while nobody registers. */
  readonly takingIn: number;
  /** Of the process that then registers them all; its readers are processes of their own. */
  readonly registering: number;
  /** Of the queue's server with all of them waiting. */
  readonly redis: number;
  /** Not registered at the end. */
  readonly lost: number;
}

export interface MemoryLoad {
  readonly count: number;
  readonly database: string;
}

const BYTES = 1_024;
/** A folder that grows makes every next mail slower to put down (Dovecot's Maildir). */
const PART = 1_000;
const START_MS = 120_000;
/** A slow machine registers a hundred a second. */
const EACH_MS = 10;

/** Mails that wait in the mailbox, then in the queue, then are registered: what does waiting cost in memory? */
export async function measureMemory(
  servers: BenchServers,
  config: string,
  { count, database }: MemoryLoad,
  report: (line: string) => void,
): Promise<MemoryFigures> {
  const uri = withDatabase(servers.mongodbUri, database);
  const view = await openLedgerView(uri);
  const deadlineMs = START_MS + count * EACH_MS;
  const start = (ROLES: string) =>
    startProgramProcess({
      INTAKE_CONFIG: config,
      MONGODB_URI: uri,
      REDIS_URL: servers.redisUrl,
      DATA_DIR: servers.folder,
      ROLES,
    });
  const peakOf = async (roles: string, work: (view: LedgerView) => Promise<void>) => {
    const program = await start(roles);
    const watch = watchMemory(program.pid);
    try {
      await work(view);
    } finally {
      watch.stop();
      await program.stop();
    }
    return watch.peakMb();
  };
  try {
    report(`    ${count} mails into the mailbox`);
    await fillMailbox(servers, database, count);
    report('    taken in, while nobody registers');
    const takingIn = await peakOf('email', () => view.untilAccepted(count, deadlineMs));
    const redis = readResidentMb(servers.pids.redis);
    report('    registered');
    const registering = await peakOf('workers', () => view.untilRegistered(count, deadlineMs));
    const lost = count - (await view.count('klantcontacten'));
    return { queued: count, takingIn, registering, redis, lost };
  } finally {
    await view.close();
  }
}

async function fillMailbox(servers: BenchServers, prefix: string, count: number): Promise<void> {
  const folder = await openWaitingFolder(servers);
  for (let at = 0; at < count; at += PART) {
    await folder.prepare(`${prefix}-${at}`, Math.min(PART, count - at), BYTES);
    await folder.release();
  }
  await folder.close();
}
