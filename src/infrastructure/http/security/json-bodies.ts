import type { FastifyInstance } from 'fastify';
import { findBadKey } from '#domain/text/json-keys.ts';
import { hasMoreValues } from '#domain/text/json-size.ts';
import { badKeys, HttpError } from '../errors/http-error.ts';

/** An act on a task has some five; the queue board's largest has some dozens. */
const MOST_VALUES = 2_000;

/**
 * JSON bodies of a scope. What has more values than anything of ours is 413 before it is read; a key that stands twice in
 * its group, or that reaches the prototype, is 400 by its name: readers differ in which of two they believe.
 */
export function addJsonBodies(scope: FastifyInstance): void {
  const parse = scope.getDefaultJsonParser('error', 'error');
  scope.removeContentTypeParser('application/json');
  scope.addContentTypeParser<Buffer>('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const fault = refusalOf(body);
    if (fault !== undefined) done(fault);
    else void parse(request, body.toString('utf8'), done);
  });
}

function refusalOf(body: Buffer): HttpError | undefined {
  if (hasMoreValues(body, MOST_VALUES))
    return new HttpError(413, 'too_large', 'Te groot', { detail: 'De aanvraag heeft te veel velden.' });
  const key = findBadKey(body);
  if (key === undefined) return undefined;
  const reason = key.kind === 'duplicate' ? 'Dit veld staat er twee keer in.' : 'Een veld mag niet zo heten.';
  return badKeys([{ name: key.path, code: key.kind, reason }]);
}
