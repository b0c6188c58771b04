import { openMailDrop } from '#main/demo/entrances/append-mail.ts';
import { benchMail } from './load/bench-mail.ts';
import { MAILBOX, type BenchServers } from './measure/bench-servers.ts';
import { cpuOf, cpuOfFamily } from './measure/cpu-time.ts';
import { openLedgerView, type LedgerView } from './measure/ledger-view.ts';
import { startProgramProcess } from './measure/program-process.ts';

export interface MailFigures {
  /** Mails a second, from the first acceptance to the last commit. */
  readonly perSecond: number;
  /** Processor microseconds a mail. */
  readonly cpu: { readonly program: number; readonly mongodb: number; readonly redis: number };
  readonly documentsPerMail: number;
}

export interface MailLoad {
  readonly count: number;
  readonly bytes: number;
  /** Name of the database of this round. */
  readonly database: string;
}

const DEADLINE_MS = 300_000;
const UNIT = ['klantcontacten', 'betrokkenen', 'digitaleadressen', 'actorklantcontacten', 'informatieobjecten'];
const REST_OF_UNIT = ['bijlagen', 'onderwerpobjecten', 'internetaken', 'taakdossiers', 'audit', 'messages'];

/** A folder of waiting mails, through the whole program, to committed units. */
export async function measureMail(servers: BenchServers, config: string, load: MailLoad): Promise<MailFigures> {
  const { dovecot, mongodbUri, redisUrl, folder, pids } = servers;
  await fillInbox({ host: dovecot.host, port: dovecot.port, ...MAILBOX }, load);
  const uri = withDatabase(mongodbUri, load.database);
  const view = await openLedgerView(uri);
  const before = { mongodb: cpuOf(pids.mongodb ?? 0), redis: cpuOf(pids.redis ?? 0) };
  const program = await startProgramProcess({
    INTAKE_CONFIG: config,
    MONGODB_URI: uri,
    REDIS_URL: redisUrl,
    DATA_DIR: folder,
  });
  try {
    const atStart = cpuOfFamily(program.pid);
    await view.untilRegistered(load.count, DEADLINE_MS);
    const each = (used: number) => Math.round(used / load.count);
    return {
      perSecond: perSecond(await view.times()),
      cpu: {
        program: each(cpuOfFamily(program.pid) - atStart),
        mongodb: each(cpuOf(pids.mongodb ?? 0) - before.mongodb),
        redis: each(cpuOf(pids.redis ?? 0) - before.redis),
      },
      documentsPerMail: await documentsPerMail(view, load.count),
    };
  } finally {
    await program.stop();
    await view.close();
  }
}

export function withDatabase(uri: string, name: string): string {
  return uri.replace(/^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?[^?]*/, `$1/${name}`);
}

async function fillInbox(place: Parameters<typeof openMailDrop>[0], { count, bytes, database }: MailLoad) {
  const drop = await openMailDrop(place);
  for (let index = 0; index < count; index += 1) await drop.append(benchMail(`${database}-${index}`, bytes));
  drop.close();
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
  return counted === 0 ? (times.length * 1000) / (last - first) : (counted * 1000) / (last - first);
}

async function documentsPerMail(view: LedgerView, count: number): Promise<number> {
  const counts = await Promise.all([...UNIT, ...REST_OF_UNIT].map((name) => view.count(name)));
  return counts.reduce((sum, one) => sum + one, 0) / count;
}
