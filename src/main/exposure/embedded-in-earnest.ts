import type { Configuration } from '../config/load-config.ts';
import type { Exposure } from './exposure.ts';

const LOOPBACK = /^(localhost|127(\.\d+){3}|\[?::1\]?)$/i;

/** Embedded servers that are given what citizens really sent. */
export function findEmbeddedInEarnest({ config, environment }: Configuration): Exposure[] {
  const { mongodbUri, redisUrl } = environment;
  if (mongodbUri !== undefined && redisUrl !== undefined) return [];
  const { email, whatsapp } = config.kanalen;
  const real = [
    ...(email?.mailboxes ?? []).filter(({ imap }) => !LOOPBACK.test(imap.host)).map(({ naam }) => `postbus ${naam}`),
    ...(whatsapp !== undefined && !LOOPBACK.test(new URL(whatsapp.graphUrl).hostname) ? ['WhatsApp'] : []),
  ];
  if (real.length === 0) return [];
  const wat = `de ingebouwde servers zijn om te proberen, en hier komen echte berichten binnen (${real.join(', ')})`;
  return [{ naam: 'servers', wat, herstel: 'stel MONGODB_URI en REDIS_URL in (docker compose up)' }];
}
