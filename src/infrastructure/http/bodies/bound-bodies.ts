import type { FastifyInstance, FastifyRequest } from 'fastify';
import { addressKey } from '../security/address-key.ts';
import { isReading } from '../security/csrf.ts';
import { bodiesFull, bodyTooLarge } from './body-errors.ts';
import { createBodyPlaces, type BodyPlaces } from './body-places.ts';
import { declaredLength } from './declared-length.ts';

/** What is smaller is not counted: senders are known by now, and a form is some kilobytes. */
const COUNTED = 256 * 1024;
const MB = 1024 * 1024;

/** For the whole server: three of the largest uploads, two of them of one colleague or program. */
export const createSharedPlaces = (): BodyPlaces => createBodyPlaces({ together: 160 * MB, perSender: 110 * MB });

/**
 * Before a body is read: what says that it is larger than its route takes is 413, and for a large one there is room
 * (until it has been answered) or it is 503. Put it after whatever decides whether this sender may send it at all:
 * a hook of an earlier phase (`onRequest`), or one that was added before.
 */
export function boundBodies(scope: FastifyInstance, places: BodyPlaces): void {
  scope.addHook('preParsing', async (request, reply) => {
    if (isReading(request)) return;
    const { bodyLimit = 0 } = request.routeOptions;
    const bytes = declaredLength(request) ?? bodyLimit;
    if (bytes > bodyLimit) throw bodyTooLarge();
    if (bytes <= COUNTED) return;
    const place = places.take({ from: senderOf(request), bytes });
    if (place === undefined) throw bodiesFull();
    // Comes whatever happened: answered, or the connection broke before.
    reply.raw.once('close', () => {
      place.leave();
    });
  });
}

/** A colleague or a token where there is one: many of them share one address. */
const senderOf = ({ medewerker, headers, ip }: FastifyRequest) =>
  medewerker?.gebruikersnaam ?? headers.authorization ?? addressKey(ip);
