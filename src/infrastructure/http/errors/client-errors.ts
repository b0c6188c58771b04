import { randomUUID } from 'node:crypto';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import type { Refusals } from '#application/ports/refusals.ts';
import { HttpError } from './http-error.ts';
import { PROBLEM_TYPE, toProblem } from './problem.ts';

const TOO_LONG = new HttpError(431, 'header_too_large', 'Kopregels te groot', {
  detail: 'Het adres en de kopregels van de aanvraag zijn samen groter dan hier is toegestaan.',
});
const TOO_SLOW = new HttpError(408, 'request_timeout', 'Te traag', {
  detail: 'De aanvraag kwam niet binnen de tijd die ervoor staat. Probeer het opnieuw.',
});
const UNREADABLE = new HttpError(400, 'parse_error', 'Onleesbare aanvraag', {
  detail: 'De aanvraag is geen geldige HTTP-aanvraag.',
});
const BY_CODE: Readonly<Record<string, HttpError>> = {
  HPE_HEADER_OVERFLOW: TOO_LONG,
  ERR_HTTP_REQUEST_TIMEOUT: TOO_SLOW,
};

/**
 * Fastify's `clientErrorHandler`: what Node refuses before there is a request, as the problem document that every other
 * error is. There is no reply to send it with, only the socket, as in Fastify's own handler; the connection ends.
 */
export function createClientErrorAnswer(refusals: Refusals) {
  return (error: Error & { readonly code?: string }, socket: Socket): void => {
    if (error.code === 'ECONNRESET' || socket.destroyed) return;
    const refusal = BY_CODE[error.code ?? ''] ?? UNREADABLE;
    refusals.note('client-error', { code: refusal.code });
    if (socket.writable) answer(refusal, socket);
    socket.destroy(error);
  };
}

function answer(refusal: HttpError, socket: Socket): void {
  const id = randomUUID();
  const body = JSON.stringify(toProblem(refusal, id));
  const head = [
    `HTTP/1.1 ${refusal.statusCode} ${STATUS_CODES[refusal.statusCode] ?? ''}`,
    `Content-Type: ${PROBLEM_TYPE}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    `X-Request-Id: ${id}`,
    'X-Content-Type-Options: nosniff',
    'Cache-Control: no-store',
    'Connection: close',
  ];
  socket.write(`${head.join('\r\n')}\r\n\r\n${body}`);
}
