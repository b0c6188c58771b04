import { createIntakeBound } from '#application/intake-bound.ts';
import type { Login } from '#application/login/create-login.ts';
import type { Accounts } from '#application/ports/accounts.ts';
import type { CircuitStatus } from '#application/ports/circuit-breaker.ts';
import type { FormIntake, FormKanaal } from '#application/ports/form-intake.ts';
import { FORM_KANALEN } from '#application/ports/form-intake.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import type { Refusals } from '#application/ports/refusals.ts';
import type { VirusScanner } from '#application/ports/virus-scanner.ts';
import { createFormIntake } from '#channels/form/form.source.ts';
import { createAccessTokens } from '#infrastructure/accounts/access-tokens.ts';
import { createHttpServer, type HttpServer } from '#infrastructure/http/create-http-server.ts';
import type { HealthPart } from '#infrastructure/http/http-deps.ts';
import { createMemoryRateLimits } from '#infrastructure/limits/memory-rate-limits.ts';
import type { PrometheusMetrics } from '#infrastructure/metrics/prometheus-metrics.ts';
import { createBullBoardPlugin } from '#infrastructure/queues/bull-board.ts';
import type { Circuits } from './create-circuits.ts';
import type { IntakeConfig } from './config/config.schema.ts';
import type { Environment } from './config/environment.ts';
import { createDoor } from './create-door.ts';
import { createParkedActs } from './create-parked.ts';
import type { createTaken } from './create-taken.ts';
import type { CoreUseCases } from './create-use-cases.ts';
import type { createWhatsapp } from './create-whatsapp.ts';
import type { Sources } from './create-sources.ts';
import { explainListenFailure } from './explain-listen-failure.ts';
import type { Tools } from './tools.ts';

export interface HttpParts {
  readonly config: IntakeConfig;
  readonly environment: Environment;
  readonly accounts: Accounts;
  readonly login: Login;
  readonly core: CoreUseCases;
  readonly taken: ReturnType<typeof createTaken>;
  readonly whatsapp: ReturnType<typeof createWhatsapp>;
  readonly sources: Sources;
  readonly metrics: PrometheusMetrics;
  readonly refusals: Refusals;
  readonly circuits: Circuits;
  readonly reads: ReadAudit;
  /** Where one is configured. */
  readonly scanner: VirusScanner | undefined;
}

/** The screens, the forms, the webhook, the register and the board, on one address. */
export async function serveHttp(tools: Tools, parts: HttpParts): Promise<HttpServer> {
  const { stores, clock, log } = tools;
  const { config, environment, accounts, login, core, taken, whatsapp, sources, metrics, circuits } = parts;
  const { host, port, publicUrl } = environment;
  const { queues } = stores;
  const waiting = () => queues.countWaiting();
  metrics.observe({ waiting, messages: () => stores.messages.count(), circuits: circuits.status });
  metrics.observeParked(() => stores.parked.counts());
  const { metingen } = config.toegang;
  const settings = {
    gemeente: config.gemeente,
    host,
    port,
    ...(config.proxies === undefined ? {} : { proxies: config.proxies }),
    ...(metingen === undefined ? {} : { metricsSha256: metingen.sha256 }),
    ...(publicUrl === undefined ? {} : { publicUrl }),
  };
  try {
    return await createHttpServer({
      settings,
      log,
      clock,
      metrics,
      refusals: parts.refusals,
      health: async () => [
        ...healthParts(tools, sources, parts.scanner),
        ...(await circuits.status()).map(toHealthPart),
      ],
      accounts,
      login,
      tokens: createAccessTokens(config.toegang.tokens, clock),
      // Per process: a round trip for every request of every program would cost more than twice the budget is worth.
      tokenCounts: createMemoryRateLimits(),
      sessions: stores.sessions,
      openInzage: createDoor(tools, config.kanalen.whatsapp === undefined ? undefined : whatsapp.listOpenConversations),
      acts: taken.acts,
      ...createParkedActs(tools, { config, whatsapp }),
      messageCounter: stores.messageCounter,
      forms: createForms(tools, core, config),
      register: stores.reader,
      readAudit: parts.reads,
      afdelingen: config.afdelingen.map(({ code, naam }) => ({ code, naam })),
      kanalen: config.kanaalwaarden,
      waiting,
      ...(sources.whatsapp === undefined ? {} : { whatsapp: sources.whatsapp }),
      board: (path) => createBullBoardPlugin(Object.values(queues.queues), path),
    });
  } catch (thrown) {
    throw explainListenFailure(thrown, host, port);
  }
}

function createForms(
  { stores, clock, log }: Tools,
  core: CoreUseCases,
  { kanalen, afdelingen, toegang, instroom }: IntakeConfig,
): FormIntake {
  const on = FORM_KANALEN.filter((kanaal: FormKanaal) => kanalen[kanaal] !== undefined);
  const megabytes = Math.max(1, ...on.map((kanaal) => kanalen[kanaal]?.limieten.inzendingMb ?? 1));
  return createFormIntake({
    acceptMessages: core.acceptMessages,
    registerMessages: core.registerMessages,
    messages: stores.messages,
    jobs: stores.queues,
    clock,
    bound: createIntakeBound({
      source: 'form',
      most: instroom.openBerichten,
      countOpen: (most) => stores.messages.countOpen('form', most),
      log,
    }),
    kanalen: on,
    afdelingen: afdelingen.map(({ code }) => code),
    medewerkers: toegang.accounts.map(({ gebruikersnaam }) => gebruikersnaam),
    maxBodyBytes: megabytes * 1024 * 1024,
  });
}

/** An open circuit is no reason to send nobody here: what needs that system waits, and the rest goes on. */
function toHealthPart({ system, state, since }: CircuitStatus): HealthPart {
  const sinds = since.toISOString();
  return {
    naam: `zekering:${system}`,
    nodig: false,
    check: () => Promise.resolve({ ok: state === 'closed', detail: state, sinds }),
  };
}

function healthParts({ stores }: Tools, sources: Sources, scanner: VirusScanner | undefined): HealthPart[] {
  const answers = (work: () => Promise<void>) => async () => {
    await work();
    return { ok: true };
  };
  return [
    { naam: 'mongodb', nodig: true, openbaar: true, check: answers(() => stores.mongo.ping()) },
    // Without Redis messages are still accepted; they are registered when it is back.
    { naam: 'redis', nodig: false, openbaar: true, check: answers(() => stores.queues.ping()) },
    ...(scanner === undefined ? [] : [{ naam: 'virusscanner', nodig: false, check: answers(() => scanner.ping()) }]),
    ...sources.all.flatMap((source) =>
      source
        .health()
        .map(({ name, ok, detail }) => ({ naam: name, nodig: false, check: () => Promise.resolve({ ok, detail }) })),
    ),
  ];
}
