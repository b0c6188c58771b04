import type { LoopAnswer, LoopTask } from './reference/fastify-loop.child.ts';
import type { PostAnswer, PostTask } from './load/post-events.child.ts';
import { APP_SECRET } from './measure/bench-config.ts';
import type { BenchServers } from './measure/bench-servers.ts';
import { openLedgerView, PAYLOADS } from './measure/ledger-view.ts';
import { startProgramProcess } from './measure/program-process.ts';
import { ask, runChild, startChild } from './measure/run-child.ts';
import { withDatabase } from './measure/with-database.ts';

export interface WebhookFigures {
  readonly full: PostAnswer;
  readonly half: PostAnswer;
  /** Events a second from the first to the moment at which the last one stands in its conversation. */
  readonly workedAway: number;
  /** Deliveries that are durable after both runs, less those that were answered 200: 0, or something was lost. */
  readonly lost: number;
}

export interface WebhookLoad {
  readonly count: number;
  readonly connections: number;
  readonly database: string;
}

const post = (task: PostTask) => runChild<PostTask, PostAnswer>('load/post-events.child.ts', task);
const WARM_UP = 300;
const DEADLINE_MS = 120_000;

/** The same load on the reference loop. */
export async function measureLoop(servers: BenchServers, load: WebhookLoad): Promise<PostAnswer> {
  const uri = withDatabase(servers.mongodbUri, `${load.database}-loop`);
  const view = await openLedgerView(uri);
  const server = startChild('reference/fastify-loop.child.ts');
  try {
    const task: LoopTask = { mongodbUri: uri, appSecret: APP_SECRET };
    const { address } = await ask<LoopAnswer>(server, task);
    const { connections } = load;
    const common = { url: `${address}/events`, appSecret: APP_SECRET, connections };
    await post({ ...common, prefix: 'warm', count: WARM_UP });
    return await post({ ...common, prefix: load.database, count: load.count });
  } finally {
    server.kill();
    await view.close();
  }
}

/** Events at the webhook of the whole program, which works on what it accepts meanwhile. */
export async function measureWebhook(
  servers: BenchServers,
  config: string,
  load: WebhookLoad,
): Promise<WebhookFigures> {
  const uri = withDatabase(servers.mongodbUri, load.database);
  const view = await openLedgerView(uri);
  const program = await startProgramProcess({
    INTAKE_CONFIG: config,
    MONGODB_URI: uri,
    REDIS_URL: servers.redisUrl,
    DATA_DIR: servers.folder,
  });
  try {
    const { count, connections, database } = load;
    const common = { url: `${program.address}/webhooks/whatsapp`, appSecret: APP_SECRET, connections };
    const warm = await post({ ...common, prefix: `warm-${database}`, count: WARM_UP });
    const start = performance.now();
    const full = await post({ ...common, prefix: `full-${database}`, count });
    // What was accepted is worked away first: half load is half of what the program keeps up with, without a backlog.
    await view.untilExpanded(DEADLINE_MS);
    const workedAway = (count * 1000) / (performance.now() - start);
    const perSecond = Math.max(10, Math.round(workedAway / 2));
    const half = await post({
      ...common,
      prefix: `half-${database}`,
      count: Math.min(count, perSecond * 10),
      perSecond,
    });
    const durable = await view.count(PAYLOADS);
    return { full, half, workedAway, lost: warm.accepted + full.accepted + half.accepted - durable };
  } finally {
    await program.stop();
    await view.close();
  }
}
