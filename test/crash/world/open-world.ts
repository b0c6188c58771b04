import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startGraphServer } from '#main/demo/servers/graph-server.ts';
import { startSmtpSink } from '#main/demo/servers/smtp-sink.ts';
import { withDatabase } from '#test/bench/measure/with-database.ts';
import { MEDIA } from '../traffic/media.ts';
import type { ServerName } from '../plan/fault.ts';
import { ACCESS_TOKEN, writeCrashConfig } from './crash-config.ts';
import { openDataDisk, type DataDisk } from './data-disk.ts';
import { startMailServer, type MailServer } from './mail-server.ts';
import { createProxy, type Proxy } from './proxy.ts';
import { startDatabase, startQueueServer, type QueueServer, type RestartableServer } from './restartable-server.ts';

/** Everything around the program: its servers, the lines to them, and the outside. */
export interface World {
  readonly folder: string;
  readonly disk: DataDisk;
  readonly scanMap: string;
  readonly database: RestartableServer;
  readonly queueServer: QueueServer;
  readonly mailServer: MailServer;
  /** Message-IDs of the mails that citizens and units got. */
  delivered(): readonly string[];
  /** What the program connects to; the harness itself goes past them. */
  readonly lines: Readonly<Record<ServerName, Proxy>>;
  /** For the judge: straight to the server. */
  readonly databaseUri: string;
  /** What the program's processes start with. */
  readonly env: NodeJS.ProcessEnv;
  close(options: { keepFolder: boolean }): Promise<void>;
}

const DATABASE = 'klantcontact-crash';
/** The database behind this port, which may be that of a line to it. */
function uriOf(url: string, port = new URL(url).port): string {
  const address = new URL(withDatabase(url, DATABASE));
  address.port = String(port);
  return address.href;
}

export async function openWorld(): Promise<World> {
  const folder = await mkdtemp(join(tmpdir(), 'klantcontact-crash-'));
  const disk = await openDataDisk(folder);
  const scanMap = join(folder, 'scans');
  await mkdir(join(scanMap, 'in'), { recursive: true });
  const [database, queueServer, mailServer, smtp, graph] = await Promise.all([
    startDatabase(disk.path),
    startQueueServer(disk.path),
    startMailServer(),
    startSmtpSink(),
    startGraphServer(ACCESS_TOKEN, MEDIA),
  ]);
  const [mongodb, redis, imap] = await Promise.all(
    [Number(new URL(database.url).port), new URL(queueServer.url).pathname, mailServer.port].map(createProxy),
  );
  if (mongodb === undefined || redis === undefined || imap === undefined) throw new Error('no line to a server');
  const lines = { mongodb, redis, imap };
  const places = { folder, imapPort: imap.port, smtpPort: smtp.port, graphUrl: graph.url, scanMap };
  return {
    folder,
    disk,
    scanMap,
    database,
    queueServer,
    mailServer,
    delivered: () => smtp.messageIds(),
    lines,
    databaseUri: uriOf(database.url),
    env: {
      INTAKE_CONFIG: await writeCrashConfig(places),
      MONGODB_URI: uriOf(database.url, String(mongodb.port)),
      REDIS_URL: `redis://127.0.0.1:${redis.port}`,
      DATA_DIR: disk.path,
      LOG_LEVEL: 'warn',
    },
    async close({ keepFolder }) {
      await Promise.all(Object.values(lines).map((line) => line.close()));
      await Promise.allSettled([database, queueServer, mailServer, smtp, graph].map((server) => server.stop()));
      await disk.unmount();
      if (!keepFolder) await rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
    },
  };
}
