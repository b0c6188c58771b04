import { randomUUID } from 'node:crypto';
import Fastify, { type FastifyInstance } from 'fastify';
import { findFreePort } from '#infrastructure/network/free-port.ts';
import { createSharedPlaces } from './bodies/bound-bodies.ts';
import { endUnreadBodies } from './bodies/unread-bodies.ts';
import { createClientErrorAnswer } from './errors/client-errors.ts';
import { addErrorAnswers } from './errors/error-answers.ts';
import type { HttpDeps } from './http-deps.ts';
import { isSecure, trustedProxies } from './http-settings.ts';
import { registerApi } from './register-api/register-api.ts';
import { addAssets } from './routes/assets.ts';
import { addFormApiRoutes } from './routes/form-api-routes.ts';
import { addLiveRoute } from './routes/health-routes.ts';
import { addMetricsRoute } from './routes/metrics-route.ts';
import { addPageRoutes } from './routes/page-routes.ts';
import { addWhatsappRoute } from './routes/whatsapp-route.ts';
import { tellForgottenProxy } from './security/forgotten-proxy.ts';
import { createLezerOf } from './security/lezer-of.ts';
import { createMonitoringRight } from './security/monitoring-right.ts';
import { addReadAudit } from './security/read-audit.ts';
import { addSecurityHeaders } from './security/security-headers.ts';
import { addTokenDoor } from './security/token-door.ts';
import { createTokenCheck } from './security/tokens.ts';

export interface ServedRoute {
  readonly method: string;
  /** The pattern: `/taken/:nummer`. */
  readonly url: string;
}

export interface HttpServer {
  /** `http://127.0.0.1:8080`, as it turned out. */
  readonly address: string;
  /** Everything that it answers, as the router has it. */
  readonly routes: readonly ServedRoute[];
  /** Takes no new connection, answers what is under way (at most ten seconds), ends. */
  close(): Promise<void>;
}

/** Of a request without a body of its own kind of route; forms and the webhook have limits of their own. */
const BODY_LIMIT = 1024 * 1024;
const CLOSE_WITHIN = 10_000;
/** Milliseconds for the head of a request and for all of it; how often that is looked at; for a delivery of the webhook. */
const PATIENCE = { headersMs: 15_000, requestMs: 60_000, lookMs: 5_000, webhookMs: 20_000 };

/** Listens. Throws a Node error (`EADDRINUSE`, `EACCES`) when it cannot. */
export async function createHttpServer(deps: HttpDeps): Promise<HttpServer> {
  const { settings } = deps;
  // The register's answers hold our own address, so the port is known before anything is built.
  const port = settings.port === 0 ? await findFreePort() : settings.port;
  const routes: ServedRoute[] = [];
  const app = await buildHttpApp({ ...deps, settings: { ...settings, port } }, routes);
  const address = await app.listen({ host: settings.host, port });
  return { address, routes, close: () => closeWithin(app, CLOSE_WITHIN) };
}

/** The server before it listens; tests put requests into it. Every route that it has is added to `routes`. */
export async function buildHttpApp(deps: HttpDeps, routes: ServedRoute[] = []): Promise<FastifyInstance> {
  const { settings, log, metrics, refusals, whatsapp } = deps;
  const patience = { ...PATIENCE, ...settings.patience };
  const app = Fastify({
    // Fastify's own log writes addresses and whole URLs; ours writes the pattern of the route.
    logger: false,
    genReqId: () => randomUUID(),
    trustProxy: trustedProxies(settings),
    bodyLimit: BODY_LIMIT,
    requestTimeout: patience.requestMs,
    http: { headersTimeout: patience.headersMs, connectionsCheckingInterval: patience.lookMs },
    keepAliveTimeout: 72_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    clientErrorHandler: createClientErrorAnswer(refusals),
    routerOptions: { maxParamLength: 200 },
  });
  tellForgottenProxy(app, settings, log);
  app.addHook('onRoute', ({ method, url }) => {
    routes.push(...[method].flat().map((one) => ({ method: one, url })));
  });
  app.addHook('onResponse', (request, reply, done) => {
    const { method, id } = request;
    const route = request.routeOptions.url ?? 'onbekend';
    metrics.answered(method, route, reply.statusCode, reply.elapsedTime / 1_000);
    log.debug({ request: id, method, route, status: reply.statusCode, ms: Math.round(reply.elapsedTime) }, 'answered');
    done();
  });
  app.addHook('onSend', (request, reply, _payload, done) => {
    void reply.header('x-request-id', request.id);
    // What says nothing else may hold something of somebody.
    if (!reply.hasHeader('cache-control')) void reply.header('cache-control', 'no-store');
    done();
  });
  addTokenDoor(app, deps);
  addReadAudit(app, { readAudit: deps.readAudit, lezerOf: createLezerOf(deps), log });
  await addSecurityHeaders(app, isSecure(settings));
  addErrorAnswers(app, deps);
  endUnreadBodies(app);
  // Only what takes a body reads one: a scope of its own says which kinds.
  app.removeAllContentTypeParsers();
  const places = createSharedPlaces();
  const maySee = createMonitoringRight(settings);
  const middelen = addAssets(app);
  addLiveRoute(app);
  addMetricsRoute(app, deps, maySee);
  if (whatsapp !== undefined)
    await addWhatsappRoute(app, { webhook: whatsapp, refusals, withinMs: patience.webhookMs });
  await addFormApiRoutes(app, deps, places);
  await app.register(registerApi, {
    reader: deps.register,
    checkToken: createTokenCheck(deps),
    publicUrl: publicUrlOf(deps),
    log,
  });
  await addPageRoutes(app, deps, { middelen, places, maySee });
  return app;
}

const publicUrlOf = ({ settings: { publicUrl, host, port } }: HttpDeps) => publicUrl ?? `http://${host}:${port}`;

async function closeWithin(app: FastifyInstance, limitMs: number): Promise<void> {
  const timer = setTimeout(() => {
    app.server.closeAllConnections();
  }, limitMs);
  await app.close();
  clearTimeout(timer);
}
