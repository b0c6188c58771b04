import type { IncomingMessage } from 'node:http';
import type { FastifyInstance } from 'fastify';

/** Milliseconds in which whoever was answered before the end of its body can still read the answer. */
const LINGER = 2_000;

/**
 * An answer may come before the whole body has: a refusal does. What comes after it is thrown away, and the connection
 * ends soon. Not at once: a connection that is closed while bytes are still coming in is reset, and the answer is lost
 * (RFC 9112, section 9.6).
 */
export function endUnreadBodies(app: FastifyInstance): void {
  app.addHook('onSend', ({ raw }, reply, _payload, done) => {
    // This header would make Node close it at once.
    if (!raw.complete) reply.removeHeader('connection');
    done();
  });
  app.addHook('onResponse', ({ raw }, _reply, done) => {
    if (!raw.complete) linger(raw);
    done();
  });
}

function linger(raw: IncomingMessage): void {
  const timer = setTimeout(() => {
    if (!raw.complete) raw.socket.destroy();
  }, LINGER);
  raw.once('close', () => {
    clearTimeout(timer);
  });
  raw.resume();
}
