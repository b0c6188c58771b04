import { setTimeout as delay } from 'node:timers/promises';
import { openMailDrop } from '#main/demo/entrances/append-mail.ts';
import { benchMail } from './load/bench-mail.ts';
import { watchVisibility } from './measure/await-visible.ts';
import { MAILBOX, type BenchServers } from './measure/bench-servers.ts';
import { openLedgerView } from './measure/ledger-view.ts';
import { startProgramProcess } from './measure/program-process.ts';
import { percentile } from './measure/statistics.ts';
import { withDatabase } from './measure/with-database.ts';

export interface LatencyFigures {
  /** Milliseconds from the start of the APPEND to the task being visible. */
  readonly single: { readonly p50: number; readonly p99: number };
  readonly halfLoad: { readonly p50: number; readonly p99: number; readonly perSecond: number };
}

export interface LatencyLoad {
  readonly single: number;
  /** Mails a second and how many of them: half of what the program does at most. */
  readonly perSecond: number;
  readonly atHalfLoad: number;
  readonly database: string;
}

const BYTES = 2_048;
const DEADLINE_MS = 60_000;
const WARM_UP = 5;
/** So long nothing comes before a lone mail does: the program is at rest then. */
const QUIET_MS = 3_500;

/** How long a citizen's mail takes to become somebody's task: one at a time, and while others come in. */
export async function measureLatency(
  servers: BenchServers,
  config: string,
  load: LatencyLoad,
): Promise<LatencyFigures> {
  const { dovecot, mongodbUri, redisUrl, folder } = servers;
  const uri = withDatabase(mongodbUri, load.database);
  const view = await openLedgerView(uri);
  const variables = { INTAKE_CONFIG: config, MONGODB_URI: uri, REDIS_URL: redisUrl, DATA_DIR: folder };
  const program = await startProgramProcess(variables);
  const drop = await openMailDrop({ host: dovecot.host, port: dovecot.port, ...MAILBOX });
  try {
    const oneByOne = async (count: number, prefix: string) => {
      const latencies: number[] = [];
      for (let index = 0; index < count; index += 1) {
        await delay(QUIET_MS);
        latencies.push(...(await appendAll([`${prefix}-${index}`], 0)));
      }
      return latencies;
    };
    await oneByOne(WARM_UP, `warm-${load.database}`);
    const single = await oneByOne(load.single, `single-${load.database}`);
    const ids = Array.from({ length: load.atHalfLoad }, (_, index) => `half-${load.database}-${index}`);
    const busy = await appendAll(ids, 1000 / load.perSecond);
    return {
      single: { p50: percentile(single, 50), p99: percentile(single, 99) },
      halfLoad: { p50: percentile(busy, 50), p99: percentile(busy, 99), perSecond: load.perSecond },
    };
  } finally {
    drop.close();
    await program.stop();
    await view.close();
  }

  async function appendAll(ids: readonly string[], everyMs: number): Promise<number[]> {
    const watch = watchVisibility(view);
    const start = performance.now();
    for (const [index, id] of ids.entries()) {
      const early = start + index * everyMs - performance.now();
      if (early > 0) await delay(early);
      watch.expect(`${id}@bench.post.example`);
      await drop.append(benchMail(id, BYTES));
    }
    return watch.finish(DEADLINE_MS);
  }
}
