import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { createAcceptMessages } from '#application/accept-messages.ts';
import { createIntakeBound } from '#application/intake-bound.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { EmailConfig } from '#channels/email/email.config.ts';
import {
  importMailFile,
  type ImportCounts,
  type ImportDeps,
  type ImportOptions,
} from '#channels/email/email.import.ts';
import { findMailFiles, type MailFile } from '#channels/email/email.stored-mails.ts';
import { createRulesRepository } from '#infrastructure/mongo/rules-repository.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { loadConfig } from '../config/load-config.ts';
import { connectStores, type Stores } from '../connect-stores.ts';
import type { CliContext } from './context.ts';
import { EXIT, UsageError } from './exit-code.ts';
import { fileSystemCode } from './file-system-code.ts';
import { identify } from './identity/identify.ts';
import { importProgress, type ImportProgress } from './import-progress.ts';
import { noteReading } from './note-reading.ts';
import { openServers } from './open-servers.ts';
import { uncounted } from './uncounted.ts';

/** How often is looked whether there is room again. */
const PAUSE_MS = 1_000;

interface Total extends ImportCounts {
  /** Files that the file system refused. */
  readonly refused: number;
}

/** Takes in what lies in files, as mail of one of our mailboxes. */
export async function importMail(context: CliContext, path: string, asked: string | undefined): Promise<number> {
  const { variables, terminal, clock } = context;
  const { environment, config } = loadConfig(variables);
  const { email } = config.kanalen;
  if (email === undefined) throw new UsageError('Er is geen kanaal email ingesteld (kanalen.email.mailboxes).');
  const mailbox = chooseMailbox(email, asked);
  const files = await findFiles(path);
  const servers = await openServers(environment, { report: terminal.err, startFresh: false, redis: true });
  const stopping = new AbortController();
  const interrupt = () => {
    stopping.abort();
  };
  try {
    const stores = await connectStores(servers, clock);
    process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
    try {
      await ensureIndexes(stores.mongo.connection);
      const rules = await createRulesRepository(stores.mongo.connection).find();
      const wie = await identify(context, { rules, audit: stores.audit });
      await noteReading(context, stores.audit, wie, { handeling: `mail ingelezen voor ${mailbox}`, objecten: [] });
      const progress = importProgress(terminal, files);
      const most = config.instroom.openBerichten;
      const options = { mailbox, limits: email.limieten, signal: stopping.signal };
      const total = await importFiles(files, progress, createDeps(stores, clock, most, progress, options), options);
      progress.end(stopping.signal.aborted);
      return conclude(context, total, stopping.signal.aborted);
    } finally {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      await stores.close();
    }
  } finally {
    await servers.close();
  }
}

function createDeps(
  { messages, queues: jobs }: Stores,
  clock: Clock,
  most: number,
  progress: ImportProgress,
  { signal }: ImportOptions,
): ImportDeps {
  const log = createLog('silent');
  const countOpen = (limit: number) => messages.countOpen('email', limit);
  return {
    accept: createAcceptMessages({ messages, jobs, metrics: uncounted, log }),
    clock,
    bound: createIntakeBound({ source: 'import', most, countOpen, log }),
    pause: async () => {
      progress.wait();
      await delay(PAUSE_MS, undefined, { signal }).catch(() => undefined);
    },
    onRead: progress.read,
  };
}

/** One file that cannot be read keeps no other from coming in. */
async function importFiles(
  files: readonly MailFile[],
  progress: ImportProgress,
  deps: ImportDeps,
  options: ImportOptions,
): Promise<Total> {
  const total = { fresh: 0, known: 0, partial: 0, refused: 0 };
  for (const file of files) {
    if (options.signal.aborted) break;
    try {
      const { fresh, known, partial } = await importMailFile(file, deps, options);
      total.fresh += fresh;
      total.known += known;
      total.partial += partial;
    } catch (thrown) {
      progress.refused(file, fileSystemCode(thrown));
      total.refused += 1;
    }
  }
  return total;
}

function chooseMailbox({ mailboxes }: EmailConfig, asked: string | undefined): string {
  const namen = mailboxes.map(({ naam }) => naam);
  if (asked === undefined && namen.length === 1 && namen[0] !== undefined) return namen[0];
  if (asked !== undefined && namen.includes(asked)) return asked;
  const wat =
    asked === undefined ? 'Zeg met --mailbox bij welke mailbox deze mail hoort' : `Er is geen mailbox ${asked}`;
  throw new UsageError(`${wat}: ${namen.join(', ')}.`);
}

async function findFiles(path: string): Promise<MailFile[]> {
  try {
    const files = await findMailFiles(resolve(path));
    if (files.length > 0) return files;
  } catch (thrown) {
    throw new UsageError(`${path} is niet te lezen (${fileSystemCode(thrown)}).`);
  }
  throw new UsageError(`In ${path} staat geen mail: geen .eml, geen .mbox, geen Maildir (cur, new).`);
}

function conclude({ terminal }: CliContext, { fresh, known, partial, refused }: Total, isStopped: boolean): number {
  terminal.out(`${fresh} nieuw, ${known} al bekend${isStopped ? '; afgebroken' : ''}`);
  if (partial > 0)
    terminal.out(`${partial} te groot: alleen het begin is ingelezen en geparkeerd, de rest staat in het bestand`);
  if (refused > 0) terminal.out(`${refused} bestanden niet te lezen, zie hierboven`);
  if (isStopped) terminal.err('Dezelfde opdracht gaat verder waar het bleef: wat al binnen is wordt herkend.');
  return isStopped || refused > 0 ? EXIT.failed : EXIT.ok;
}
