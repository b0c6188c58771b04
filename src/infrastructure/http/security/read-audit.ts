import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Lezer } from '#domain/inzage/lezer.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { Objecten } from '#application/inzage/getoond.ts';
import type { Log } from '#application/ports/log.ts';
import { GEWEIGERD, type ReadAudit, type ReadLine } from '#application/ports/read-audit.ts';
import { notAuthenticated } from '../errors/http-error.ts';
import { findLook, lookOf } from './looks.ts';

/**
 * Says what an answer shows that did not come through the door (the register's API), as kinds and uuids: it stands in
 * the audit log before the first byte leaves.
 */
export function noteReading(request: FastifyRequest, handeling: string, objecten: Objecten): void {
  lookOf(request).shown.show(handeling, undefined, objecten);
}

/** Says for whom the program of this request acts. */
export function noteNamens(request: FastifyRequest, gebruikersnaam: string): void {
  lookOf(request).namens = gebruikersnaam;
}

export interface ReadAuditOptions {
  readonly readAudit: ReadAudit;
  readonly lezerOf: (request: FastifyRequest) => Lezer | undefined;
  readonly log: Log;
}

/**
 * Before the first byte of each answer that shows something of a citizen, whatever its status: one line in the audit log
 * with everything in it and who sees it. Without that line there is no answer but 503. A refusal has a line too.
 */
export function addReadAudit(app: FastifyInstance, { readAudit, lezerOf, log }: ReadAuditOptions): void {
  // An answer that became an error shows nothing of what was found before it.
  app.addHook('onError', (request, _reply, _error, done) => {
    findLook(request)?.shown.forget();
    done();
  });

  app.addHook('onSend', (request, reply, payload, done) => {
    const isShown = findLook(request)?.shown.reading() !== undefined;
    if (!isShown && reply.statusCode !== 403) {
      done(null, payload);
      return;
    }
    write(request, reply).then(
      () => {
        done(null, payload);
      },
      (thrown: unknown) => {
        (payload as { destroy?: () => void } | null)?.destroy?.();
        // The answer is another one now: the name of a file goes with the file.
        void reply.removeHeader('content-disposition');
        done(thrown as Error);
      },
    );
  });

  async function write(request: FastifyRequest, reply: FastifyReply): Promise<void> {
    const { shown, namens, lezer = lezerOf(request) } = lookOf(request);
    const reading = shown.reading();
    if (reading !== undefined && request.method === 'HEAD') {
      // It has no body; the name of a file stays out of its head.
      void reply.removeHeader('content-disposition');
    } else if (reading !== undefined) {
      // A token may end while its question is answered.
      if (lezer === undefined) throw notAuthenticated();
      const { handeling, objecten, herhaald } = reading;
      await (herhaald ? readAudit.writeAgain : readAudit.write)({ ...whoOf(lezer, namens), handeling, objecten });
    } else if (lezer !== undefined) {
      const handeling = `${GEWEIGERD}${request.method} ${request.routeOptions.url ?? ''}`.slice(0, LONGEST);
      const line = { ...whoOf(lezer, namens), adres: request.ip.slice(0, 100), handeling, objecten: shown.refused() };
      // It shows nothing: that its line could not be written makes it no less of a refusal.
      await readAudit.writeAgain(line).catch((thrown: unknown) => {
        log.warn({ request: request.id, code: toFailure(thrown).code }, 'refusal-not-written');
      });
    }
  }
}

/** Characters of a `handeling`. */
const LONGEST = 80;

function whoOf(lezer: Lezer, namens: string | undefined): Pick<ReadLine, 'door' | 'via'> {
  if (lezer.soort === 'medewerker') return { door: lezer.medewerker.gebruikersnaam };
  return namens === undefined ? { door: lezer.naam } : { door: namens, via: lezer.naam };
}
