import type { FastifyInstance } from 'fastify';
import type { Log } from '#application/ports/log.ts';
import { isSecure, type HttpSettings } from '../http-settings.ts';

const HOUR = 3_600_000;

/**
 * Over TLS somebody says for whom it asks and is not believed: most likely a proxy that the configuration does not name,
 * behind which everybody has one address. Told at most once an hour, with how often; addresses are of people.
 */
export function tellForgottenProxy(app: FastifyInstance, settings: HttpSettings, log: Log): void {
  if (!isSecure(settings)) return;
  let count = 0;
  let toldAt = -HOUR;
  app.addHook('onRequest', (request, _reply, done) => {
    // `ips` begins with the connection itself, and goes on as long as it is believed.
    if (request.headers['x-forwarded-for'] !== undefined && (request.ips?.length ?? 1) < 2) {
      count += 1;
      if (performance.now() - toldAt >= HOUR) {
        log.warn({ count }, 'proxy-not-listed');
        toldAt = performance.now();
        count = 0;
      }
    }
    done();
  });
}
