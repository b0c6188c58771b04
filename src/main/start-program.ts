import { configuredActors } from '#domain/actor/configured-actors.ts';
import type { Clock } from '#application/ports/clock.ts';
import { guardMailSender } from '#application/guard-mail-sender.ts';
import { createLogin } from '#application/login/create-login.ts';
import { createPublishRules } from '#application/publish-rules.ts';
import { createReconcile } from '#application/reconcile.ts';
import type { ChannelSource } from '#channels/channel.ts';
import { createLocalAccounts } from '#infrastructure/accounts/local-accounts.ts';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { createFallingBack } from '#infrastructure/limits/falling-back.ts';
import { createMemoryRateLimits } from '#infrastructure/limits/memory-rate-limits.ts';
import { createLog } from '#infrastructure/logging/create-log.ts';
import { createSummedRefusals } from '#infrastructure/logging/summed-refusals.ts';
import { createPrometheusMetrics } from '#infrastructure/metrics/prometheus-metrics.ts';
import { completeInzage } from '#infrastructure/mongo/inzage/complete-inzage.ts';
import { ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createSmtpSender } from '#infrastructure/smtp/smtp-sender.ts';
import type { Configuration } from './config/load-config.ts';
import { createCircuits } from './create-circuits.ts';
import { connectStores, type Stores } from './connect-stores.ts';
import { createAudit } from './create-audit.ts';
import { createReaders } from './create-readers.ts';
import { createRepairingReaders } from './create-parked.ts';
import { createSources } from './create-sources.ts';
import { createTaken } from './create-taken.ts';
import { createUseCases } from './create-use-cases.ts';
import { createVirusScanning } from './create-virus-scanning.ts';
import { createWhatsapp } from './create-whatsapp.ts';
import { createWorkers } from './create-workers.ts';
import { toGoverningRules } from './governing-rules.ts';
import { findExposures } from './exposure/find-exposures.ts';
import { toRegisterSettings } from './register-settings.ts';
import { serveHttp } from './serve-http.ts';
import { repeat } from './repeat.ts';
import { smtpAccounts } from './smtp-accounts.ts';
import { tokenWarnings } from './token-warnings.ts';
import { tellMetrics } from './tell-metrics.ts';
import { tellOrphans } from './tell-orphans.ts';
import { stopInOrder, type Stoppable } from './stop-in-order.ts';

export interface Program {
  /** Where the screens and the API are; absent when this process has no role that serves them. */
  readonly address?: string;
  /** Which servers were taken, one line each. */
  readonly servers: readonly string[];
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Sources first, then what they gave work to. At most thirty seconds. */
  stop(): Promise<void>;
}

export interface ProgramOptions extends Configuration {
  /** Progress for whoever started us: one Dutch line at a time. */
  readonly report: (line: string) => void;
  readonly keyPrefix?: string;
  readonly timings?: ProgramTimings;
  /** Puts something between the program and its stores: the crash tests die at a named step this way. */
  readonly decorateStores?: (stores: Stores) => Stores;
  /** The system's clock when absent; the crash tests let it jump. */
  readonly clock?: Clock;
}

/** Milliseconds. */
export interface ProgramTimings {
  /** Between two rounds of the reconciler. */
  readonly reconcileMs: number;
  /** What is younger is not reconciled yet. */
  readonly graceMs: number;
  /** A job of a killed process is free again after this. */
  readonly lockMs: number;
}
/** Between two looks at the circuits for the other processes. */
const CIRCUITS_MS = 5_000;
const TIMINGS: ProgramTimings = { reconcileMs: 60_000, graceMs: 5_000, lockMs: 10_000 };

/** Builds the whole program, top to bottom, and starts the parts that this process's roles name. */
export async function startProgram(options: ProgramOptions): Promise<Program> {
  const { environment, config, report } = options;
  const { roles, dataDir, mongodbUri, redisUrl } = environment;
  const { reconcileMs, graceMs, lockMs } = options.timings ?? TIMINGS;
  const stoppables: Stoppable[] = [];
  const later = (name: string, stop: () => Promise<void> | void) => stoppables.unshift({ name, stop });
  try {
    const clock: Clock = options.clock ?? { now: () => new Date() };
    const log = createLog(environment.logLevel);
    const metrics = createPrometheusMetrics();
    later('metrics', () => {
      metrics.close();
    });
    const refusals = createSummedRefusals({ log, metrics });
    later('refusals', () => {
      refusals.flush();
    });
    for (const { wat, herstel } of findExposures(options)) report(`Let op: ${wat}. Herstel: ${herstel}.`);
    const servers = await startEmbeddedServers({ dataDir, mongodbUri, redisUrl, report });
    servers.describe.forEach(report);
    later('servers', () => servers.stop());
    const connected = await connectStores({ ...servers, keyPrefix: options.keyPrefix }, clock);
    later('stores', () => connected.close());
    const stores = options.decorateStores?.(connected) ?? connected;
    await ensureIndexes(stores.mongo.connection);
    await createPublishRules({ rules: stores.rules, audit: stores.audit, clock })(toGoverningRules(config));
    await stores.register.saveActoren(configuredActors(config.afdelingen, config.toegang.accounts));
    await completeInzage(stores.mongo.connection, report);
    await tellOrphans(stores.taken, config.afdelingen, report);
    tokenWarnings(config.toegang.tokens, clock.now()).forEach((warning) => {
      report(`Let op: ${warning}`);
    });

    const tools = { stores, clock, log, metrics };
    const audit = await createAudit(tools, { environment, config: config.audit, report });
    later('audit', () => audit.stop());
    const settings = toRegisterSettings(config);
    const readers = createReaders(config, stores.messages);
    later('readers', () => {
      readers.close();
    });
    const normaliser = createRepairingReaders(readers, stores, config);
    const circuits = createCircuits(config, tools);
    const saying = repeat('circuits', circuits.publish, CIRCUITS_MS, CIRCUITS_MS, log);
    later('circuits', () => saying.stop());
    const sender = guardMailSender(createSmtpSender(smtpAccounts(config)), circuits.smtp);
    later('smtp', () => {
      sender.close();
    });
    const accounts = createLocalAccounts(config.toegang.accounts);
    const counts = createFallingBack(stores.queues.counts, createMemoryRateLimits(), log);
    const login = createLogin({ ...tools, accounts, counts, devices: stores.devices, audit: stores.audit });
    later('login', () => login.audit.close());
    const scanning = createVirusScanning(config.virusscanner, circuits.scanner, tools);
    const core = createUseCases(tools, normaliser, settings, scanning?.scanDocument);
    const whatsapp = createWhatsapp(tools, core, config.kanalen.whatsapp, graceMs, circuits.graph);
    const publicUrl = environment.publicUrl ?? `http://${environment.host}:${environment.port}`;
    const taken = createTaken(tools, core, { settings, accounts, sender, normaliser, publicUrl, graceMs });
    const sources = createSources(tools, core, config, roles, circuits);

    if (roles.includes('workers')) {
      const prefix = options.keyPrefix === undefined ? {} : { prefix: options.keyPrefix };
      const workers = createWorkers(
        { core, whatsapp, taken },
        { redisUrl: servers.redisUrl, ...prefix, lockMs, log, metrics },
      );
      later('workers', () => workers.close());
      const reconcile = createReconcile({
        messages: stores.messages,
        jobs: stores.queues,
        clock,
        log,
        graceMs,
        others: [whatsapp.reconcile, taken.reconcile],
      });
      const rhythm = repeat('reconcile', reconcile, reconcileMs, graceMs, log);
      later('reconcile', () => rhythm.stop());
    }
    const isServing = roles.some((role) => role === 'http' || role === 'whatsapp');
    const parts = {
      config,
      environment,
      accounts,
      login,
      core,
      taken,
      whatsapp,
      sources,
      metrics,
      refusals,
      circuits,
      reads: audit.reads,
      scanner: scanning?.scanner,
    };
    if (isServing) tellMetrics(environment, config.toegang, report);
    const http = isServing ? await serveHttp(tools, parts) : undefined;
    if (http !== undefined) later('http', () => http.close());
    const started: ChannelSource[] = [];
    later('sources', async () => {
      await Promise.all(started.map((source) => source.stop()));
    });
    for (const source of sources.all) {
      started.push(source);
      await source.start();
    }
    log.info({ roles: roles.join(',') }, 'started');
    return {
      ...(http === undefined ? {} : { address: http.address }),
      servers: servers.describe,
      mongodbUri: servers.mongodbUri,
      redisUrl: servers.redisUrl,
      stop: () => stopInOrder(stoppables, log),
    };
  } catch (thrown) {
    await stopInOrder(stoppables, createLog('silent'));
    throw thrown;
  }
}
