import { createHash } from 'node:crypto';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { createAcceptMessages } from '#application/accept-messages.ts';
import { createReadAudit } from '#application/audit/create-read-audit.ts';
import { createIntakeBound } from '#application/intake-bound.ts';
import { createInzage } from '#application/inzage/inzage.ts';
import { createParkMessage } from '#application/park-message.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRegisterMessages } from '#application/register-messages.ts';
import { createRepairingNormaliser } from '#application/parked/repairing-normaliser.ts';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import { createRepairParked } from '#application/repair-parked.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import { createTraceMessage } from '#application/trace-message.ts';
import { JOB_NAMES } from '#application/jobs/job-catalogue.ts';
import type { OpenConversation } from '#application/list-open-conversations.ts';
import type { WhatsappWebhook } from '#application/ports/whatsapp-webhook.ts';
import { createFormIntake } from '#channels/form/form.source.ts';
import { formNormaliseUnit } from '#channels/form/form.settings.ts';
import { createAccessTokens, type ConfiguredToken } from '#infrastructure/accounts/access-tokens.ts';
import { createLocalAccounts } from '#infrastructure/accounts/local-accounts.ts';
import { hashPassword } from '#infrastructure/accounts/password.ts';
import { createHttpServer } from '#infrastructure/http/create-http-server.ts';
import type { HealthPart, HttpDeps } from '#infrastructure/http/http-deps.ts';
import type { HttpSettings } from '#infrastructure/http/http-settings.ts';
import { createMemoryRateLimits } from '#infrastructure/limits/memory-rate-limits.ts';
import { createPrometheusMetrics } from '#infrastructure/metrics/prometheus-metrics.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createContactReaderRepository } from '#infrastructure/mongo/contact-reader-repository.ts';
import { createLiggingRepository } from '#infrastructure/mongo/ligging-repository.ts';
import { createMessageCounterRepository } from '#infrastructure/mongo/message-counter-repository.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createRegisterReaderRepository } from '#infrastructure/mongo/register-reader-repository.ts';
import { createSessionRepository } from '#infrastructure/mongo/session-repository.ts';
import { createTraceRepository } from '#infrastructure/mongo/trace-repository.ts';
import { createBullBoardPlugin } from '#infrastructure/queues/bull-board.ts';
import { startJobWorkers } from '#infrastructure/queues/job-workers.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { explainParked } from '#main/explain-parked.ts';
import { createRegisterFormWorker } from '#workers/register-form/register-form.worker.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { silentLog } from '../spine/create-spine.ts';
import { medewerkers } from '../taken/medewerkers.ts';
import { createTakenWorld } from '../taken/taken-world.ts';
import { createBrowserless } from './browserless.ts';

export const PASSWORD = 'Welkom-in-de-proef';
export const TOKEN = 'proef-token-schrijven-0123456789-abcdefghij';
export const READ_TOKEN = 'proef-token-alleen-lezen-0123456789-abcdefgh';

const AFDELINGEN = [
  { code: 'KCC', naam: 'Klantcontactcentrum' },
  { code: 'BURG', naam: 'Burgerzaken' },
  { code: 'AFVAL', naam: 'Afval en milieu' },
];

export interface HttpWorldOptions {
  readonly settings?: Partial<HttpSettings>;
  readonly whatsapp?: WhatsappWebhook;
  readonly conversations?: readonly OpenConversation[];
  /** Colleagues beside anna, bram, carla and dirk. */
  readonly medewerkers?: readonly Medewerker[];
  /** Tokens beside TOKEN and READ_TOKEN, as they are sent. */
  readonly tokens?: readonly (Omit<ConfiguredToken, 'sha256'> & { readonly token: string })[];
  /** Before a line of what was read is written: it waits for this, and is not written when this throws. */
  readonly beforeLine?: () => Promise<void>;
  readonly log?: HttpDeps['log'];
  readonly health?: readonly HealthPart[];
  /** Without workers a form must be registered by the server itself. */
  readonly workers?: boolean;
  /** Discarding asks for two people. */
  readonly vierOgen?: boolean;
  /** How long a form waits for its registration. */
  readonly formDeadlineMs?: number;
  /** How many forms may wait to be registered; absent: any number. */
  readonly openForms?: number;
}

/** The HTTP server with everything behind it, on the run's real servers; accounts are anna, bram, carla and dirk. */
export async function createHttpWorld(stores: IsolatedStores, options: HttpWorldOptions = {}) {
  const world = await createTakenWorld(stores);
  world.setNow(new Date().toISOString());
  const { mongo, messages, register, documents, jobs, settings, clock, taken } = world;
  const { connection } = mongo;
  const metrics = createPrometheusMetrics();
  const readers = createProcessNormaliser({ form: formNormaliseUnit() }, messages);
  const normaliser = createRepairingNormaliser({ normaliser: readers, documents, findEenheid: () => undefined });
  const triage = createRuleTriage(settings.regels);
  const shared = { messages, register, documents, jobs, settings, clock, metrics, log: silentLog };
  const parkMessage = createParkMessage(shared);
  const registerMessages = createRegisterMessages({
    ...shared,
    normaliser,
    registerContacts: createRegisterContacts({ ...shared, triage }),
    parkMessage,
  });
  const idle = JOB_NAMES.filter((job) => job !== 'register-form').map((job) => ({
    job,
    handle: () => Promise.resolve(),
  }));
  const workers =
    options.workers === false
      ? undefined
      : startJobWorkers({
          redisUrl: stores.redisUrl,
          prefix: stores.keyPrefix,
          workers: [createRegisterFormWorker({ registerMessages, parkMessage }), ...idle],
          log: silentLog,
          metrics,
        });
  const parked = createParkedRepository(mongo, documents);
  const trace = createTraceRepository(connection);
  const parkedDeps = { parked, taken, documents, jobs, clock };
  const wachtwoord = await hashPassword(PASSWORD, { N: 1024, r: 8, p: 1 });
  const accounts = [...medewerkers, ...(options.medewerkers ?? [])];
  const audit = createAuditRepository(connection);
  const lines: AuditEntry[] = [];
  const recorded = {
    add: async (entries: readonly AuditEntry[]) => {
      await options.beforeLine?.();
      await audit.add(entries);
      lines.push(...entries);
    },
  };
  const deps: HttpDeps = {
    settings: { gemeente: 'Voorbeeldstad', host: '127.0.0.1', port: 0, ...options.settings },
    log: options.log ?? silentLog,
    clock,
    metrics,
    health: () =>
      Promise.resolve(
        options.health ?? [{ naam: 'mongodb', nodig: true, check: async () => ({ ok: (await mongo.ping(), true) }) }],
      ),
    accounts: createLocalAccounts(accounts.map((medewerker) => ({ ...medewerker, wachtwoord }))),
    tokens: createAccessTokens([
      { naam: 'proef', sha256: sha256(TOKEN), rechten: ['lezen', 'schrijven'] },
      { naam: 'lezer', sha256: sha256(READ_TOKEN), rechten: ['lezen'] },
      ...(options.tokens ?? []).map(({ token, ...rest }) => ({ ...rest, sha256: sha256(token) })),
    ]),
    tokenCounts: createMemoryRateLimits(),
    sessions: createSessionRepository(connection, clock),
    openInzage: createInzage({
      taken,
      contacts: createContactReaderRepository(connection),
      liggingen: createLiggingRepository(connection),
      messages,
      documents,
      parked,
      traceMessage: createTraceMessage({ messages, taken, reader: trace }),
      findMails: trace.findMails,
      conversations: () => Promise.resolve([...(options.conversations ?? [])]),
    }),
    acts: world,
    explainParked,
    parkedActs: {
      ...createReleaseParked({ ...parkedDeps, vierOgen: () => options.vierOgen ?? false }),
      ...createRepairParked(parkedDeps),
      ...createReopenMessage({ ...parkedDeps, vierOgen: () => options.vierOgen ?? false }),
    },
    messageCounter: createMessageCounterRepository(connection),
    forms: createFormIntake({
      acceptMessages: createAcceptMessages(shared),
      registerMessages,
      messages,
      jobs,
      clock,
      kanalen: ['balie', 'telefoon', 'webformulier'],
      afdelingen: AFDELINGEN.map(({ code }) => code),
      medewerkers: medewerkers.map(({ gebruikersnaam }) => gebruikersnaam),
      maxBodyBytes: 10 * 1024 * 1024,
      ...(options.openForms === undefined
        ? {}
        : {
            bound: createIntakeBound({
              source: 'form',
              most: options.openForms,
              countOpen: (most) => messages.countOpen('form', most),
              log: silentLog,
              lookMs: { withRoom: 0, whenFull: 0, rest: 0 },
            }),
          }),
      ...(options.formDeadlineMs === undefined ? {} : { deadlineMs: options.formDeadlineMs }),
    }),
    register: createRegisterReaderRepository(connection),
    afdelingen: AFDELINGEN,
    kanalen: settings.kanalen,
    waiting: () => jobs.countWaiting(),
    board: (path) => createBullBoardPlugin(Object.values(jobs.queues), path),
    readAudit: createReadAudit({ audit: recorded, clock }),
    ...(options.whatsapp === undefined ? {} : { whatsapp: options.whatsapp }),
  };
  metrics.observe({ waiting: deps.waiting, messages: () => messages.count(), circuits: () => Promise.resolve([]) });
  metrics.observeParked(() => parked.counts());
  await ensureIndexes(connection);
  const server = await createHttpServer(deps);
  return {
    ...world,
    address: server.address,
    parked,
    parkedActs: deps.parkedActs,
    /** What was read, in the order in which it was durable in the audit log. */
    lines,
    parkMessage,
    registerMessages,
    /** A visitor with a cookie jar, not logged in. */
    visitor: () => createBrowserless(server.address),
    /** A colleague who has logged in. */
    async as(gebruikersnaam: string) {
      const visitor = createBrowserless(server.address);
      await visitor.login(gebruikersnaam, PASSWORD);
      return visitor;
    },
    close: async () => {
      await server.close();
      await workers?.close();
      readers.close();
      metrics.close();
      await world.close();
    },
  };
}
export type HttpWorld = Awaited<ReturnType<typeof createHttpWorld>>;

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
