import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { AccessTokens } from '#application/ports/accounts.ts';
import type { ReadAudit } from '#application/ports/read-audit.ts';
import { findToken } from './tokens.ts';

interface Reading {
  readonly handeling: string;
  readonly objecten: AuditEntry['objecten'];
}
const readings = new WeakMap<FastifyRequest, Reading>();

/** Says what this request shows, for the audit log: kinds and uuids. It counts when the answer is a good one. */
export function noteReading(request: FastifyRequest, handeling: string, objecten: AuditEntry['objecten']): void {
  readings.set(request, { handeling, objecten });
}

/** After each good answer that showed something of a citizen: one line in the audit log, with who saw it. */
export function addReadAudit(app: FastifyInstance, audit: ReadAudit, tokens: AccessTokens): void {
  app.addHook('onResponse', (request, reply, done) => {
    const reading = readings.get(request);
    const door = request.medewerker?.gebruikersnaam ?? findToken(request, tokens)?.naam;
    if (reading !== undefined && door !== undefined && reply.statusCode < 400) {
      audit.note(door, reading.handeling, reading.objecten);
    }
    done();
  });
}
