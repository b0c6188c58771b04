import { openWaitingFolder } from './load/waiting-folder.ts';
import type { BenchServers } from './measure/bench-servers.ts';
import { cpuOf, cpuOfFamily } from './measure/cpu-time.ts';
import { openLedgerView, type LedgerView } from './measure/ledger-view.ts';
import { startProgramProcess } from './measure/program-process.ts';
import { withDatabase } from './measure/with-database.ts';

export interface MailFigures {
  /** Mails a second, from the first acceptance to the last commit. */
  readonly perSecond: number;
  /** Processor microseconds a mail; `readers` are the program's processes that parse. */
  readonly cpu: Readonly<Record<CpuPart, number>>;
  readonly documentsPerMail: number;
}
export const CPU_PARTS = ['program', 'readers', 'mongodb', 'redis'] as const;
export type CpuPart = (typeof CPU_PARTS)[number];

export interface MailLoad {
  readonly count: number;
  readonly bytes: number;
  /** Name of the database of this round. */
  readonly database: string;
}

const DEADLINE_MS = 300_000;
/** The reference loop warms up as well, with the same part. */
const WARM_UP = 0.1;
const UNIT = ['klantcontacten', 'betrokkenen', 'digitaleadressen', 'actorklantcontacten', 'informatieobjecten'];
const REST_OF_UNIT = ['bijlagen', 'onderwerpobjecten', 'internetaken', 'taakdossiers', 'audit', 'messages'];

/** A folder of waiting mails, through the whole program, to committed units. */
export async function measureMail(servers: BenchServers, config: string, load: MailLoad): Promise<MailFigures> {
  const { count, bytes, database } = load;
  const uri = withDatabase(servers.mongodbUri, database);
  const view = await openLedgerView(uri);
  const folder = await openWaitingFolder(servers);
  const program = await startProgramProcess({
    INTAKE_CONFIG: config,
    MONGODB_URI: uri,
    REDIS_URL: servers.redisUrl,
    DATA_DIR: servers.folder,
  });
  try {
    const warmUp = Math.ceil(count * WARM_UP);
    await folder.prepare(`warm-${database}`, warmUp, bytes);
    await folder.release();
    await view.untilRegistered(warmUp, DEADLINE_MS);
    await folder.prepare(database, count, bytes);
    const before = cpuParts(program.pid, servers);
    const start = new Date();
    await folder.release();
    await view.untilRegistered(warmUp + count, DEADLINE_MS);
    const after = cpuParts(program.pid, servers);
    const each = (part: CpuPart) => [part, Math.round((after[part] - before[part]) / count)] as const;
    return {
      perSecond: perSecond(await view.times(start)),
      cpu: Object.fromEntries(CPU_PARTS.map(each)) as Record<CpuPart, number>,
      documentsPerMail: await documentsPerMail(view, warmUp + count),
    };
  } finally {
    await folder.close();
    await program.stop();
    await view.close();
  }
}

function cpuParts(program: number, { pids }: BenchServers): Record<CpuPart, number> {
  const own = cpuOf(program);
  return {
    program: own,
    readers: cpuOfFamily(program) - own,
    mongodb: cpuOf(pids.mongodb ?? 0),
    redis: cpuOf(pids.redis ?? 0),
  };
}

/**
 * The first chunk was on its way before the clock starts, so its mails are not counted; that they are registered within
 * the time measured is to our disadvantage.
 */
function perSecond(times: readonly { acceptedAt: Date; finishedAt?: Date }[]): number {
  const accepted = times.map(({ acceptedAt }) => acceptedAt.getTime());
  const first = Math.min(...accepted);
  const last = Math.max(...times.map(({ finishedAt }) => finishedAt?.getTime() ?? 0));
  const counted = accepted.filter((moment) => moment > first).length;
  return ((counted || times.length) * 1000) / (last - first);
}

async function documentsPerMail(view: LedgerView, count: number): Promise<number> {
  const counts = await Promise.all([...UNIT, ...REST_OF_UNIT].map((name) => view.count(name)));
  return counts.reduce((sum, one) => sum + one, 0) / count;
}
