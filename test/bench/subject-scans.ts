import { mkdir, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watchMemory } from '#test/support/processes/watch-memory.ts';
import { openWaitingScans } from './load/waiting-scans.ts';
import { writeBenchConfig } from './measure/bench-config.ts';
import type { BenchServers } from './measure/bench-servers.ts';
import { openLedgerView } from './measure/ledger-view.ts';
import { longestStallMs } from './measure/loop-stall.ts';
import { startProgramProcess } from './measure/program-process.ts';
import { runChild } from './measure/run-child.ts';
import { withDatabase } from './measure/with-database.ts';
import type { MoveAnswer, MoveTask } from './reference/move-files-loop.child.ts';

/** Scans that lie in the folder at once, through the whole program. */
export interface ScansFigures {
  readonly laid: number;
  /** A second, from the moment that the last file lies there. */
  readonly accepted: number;
  readonly registered: number;
  readonly putAway: number;
  /** The same bytes again under other names, which are known: put away without being registered. */
  readonly knownPutAway: number;
  /** Milliseconds, of the program's event loop. */
  readonly stallMs: number;
  /** Resident memory of the program, its readers not counted. */
  readonly peakMb: number;
  /** Files that did not reach the archive, and klantcontacten too few or too many. */
  readonly lost: number;
}

export interface ScansLoad {
  readonly count: number;
  readonly database: string;
}

const START_MS = 60_000;
/** A slow program puts away ten a second. */
const EACH_MS = 100;
const LOOK_MS = 250;
const AGAIN = 'nogmaals-';

/** The same files read, hashed and moved by a plain loop. */
export async function measureMoving(servers: BenchServers, { count, database }: ScansLoad): Promise<MoveAnswer> {
  const map = join(servers.folder, `${database}-loop`);
  const scans = await openWaitingScans(map);
  await scans.prepare(database, count);
  await scans.release();
  const answer = await runChild<MoveTask, MoveAnswer>('reference/move-files-loop.child.ts', {
    from: join(map, 'in'),
    to: join(map, 'archief'),
  });
  await rm(map, { recursive: true });
  return answer;
}

export async function measureScans(servers: BenchServers, { count, database }: ScansLoad): Promise<ScansFigures> {
  const map = join(servers.folder, database);
  await mkdir(map);
  const config = await writeBenchConfig(servers, { name: database, kanalen: { brief: { map, ocr: false } } });
  const uri = withDatabase(servers.mongodbUri, database);
  const view = await openLedgerView(uri);
  const scans = await openWaitingScans(map);
  await scans.prepare(database, count);
  const program = await startProgramProcess({
    INTAKE_CONFIG: config,
    MONGODB_URI: uri,
    REDIS_URL: servers.redisUrl,
    DATA_DIR: servers.folder,
  });
  const memory = watchMemory(program.pid);
  const deadlineMs = START_MS + count * EACH_MS;
  try {
    await longestStallMs(program.address);
    await scans.release();
    const laidAt = new Date();
    await untilEmpty(join(map, 'in'), deadlineMs);
    const putAway = (count * 1000) / (Date.now() - laidAt.getTime());
    const times = await view.times(new Date(0));
    const rate = (moments: readonly (Date | undefined)[]) =>
      (count * 1000) / (Math.max(...moments.map((moment) => moment?.getTime() ?? Infinity)) - laidAt.getTime());
    const stallMs = await longestStallMs(program.address);
    const again = await layAgain();
    return {
      laid: count,
      accepted: rate(times.map(({ acceptedAt }) => acceptedAt)),
      registered: rate(times.map(({ finishedAt }) => finishedAt)),
      putAway,
      knownPutAway: again.perSecond,
      stallMs: Math.max(stallMs, again.stallMs),
      peakMb: memory.peakMb(),
      lost:
        Math.abs(count - (await view.count('klantcontacten'))) +
        Math.abs(2 * count - (await countScans(join(map, 'archief')))),
    };
  } finally {
    memory.stop();
    await program.stop();
    await view.close();
    await rm(map, { recursive: true });
  }

  async function layAgain() {
    await scans.prepare(database, count);
    await longestStallMs(program.address);
    await scans.release(AGAIN);
    const start = performance.now();
    await untilEmpty(join(map, 'in'), deadlineMs);
    const perSecond = (count * 1000) / (performance.now() - start);
    return { perSecond, stallMs: await longestStallMs(program.address) };
  }
}

async function countScans(folder: string): Promise<number> {
  return (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.pdf')).length;
}

async function untilEmpty(folder: string, deadlineMs: number): Promise<void> {
  const end = Date.now() + deadlineMs;
  for (;;) {
    const { length } = await readdir(folder);
    if (length === 0) return;
    if (Date.now() > end) throw new Error(`${length} scans were not put away in time`);
    await delay(LOOK_MS);
  }
}
