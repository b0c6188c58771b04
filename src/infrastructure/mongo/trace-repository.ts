import type { Connection, mongo } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MailTrace, TraceReader } from '#application/ports/trace-reader.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type CollectionName, type Stored } from './models.ts';

/** Neither the address nor a word of the mail is read. */
const MAIL_FIELDS = { soort: 1, state: 1, attempts: 1, reden: 1, aangemaaktOp: 1, verzondenOp: 1, taak: 1 } as const;

export function createTraceRepository(connection: Connection): TraceReader {
  return {
    findTaken: (klantcontacten, messages) =>
      guarded(async () => {
        // Two queries, each with its own index; an `$or` of both is not served by an index everywhere.
        const [byContact, byMessage] = await Promise.all([
          findAll<TaakDossier>('taakdossiers', { klantcontact: { $in: [...klantcontacten] } }, { _voornemen: 0 }),
          findAll<TaakDossier>('taakdossiers', { messages: { $in: [...messages] } }, { _voornemen: 0 }),
        ]);
        return [...new Map([...byContact, ...byMessage].map((dossier) => [dossier.uuid, dossier])).values()];
      }),
    findAudit: (uuids, { from, to }) =>
      guarded(async () => {
        if (uuids.length === 0) return [];
        const named = { 'objecten.uuid': { $in: [...uuids] } };
        // The moment is the index: one of what lines name would cost every message more than their seal.
        const atOnce = await findAll<AuditEntry>('audit', { op: to, ...named }, { _zegel: 0 });
        if (uuids.every((uuid) => atOnce.some(({ objecten }) => objecten.some((one) => one.uuid === uuid))))
          return atOnce;
        return findAll<AuditEntry>('audit', { op: { $gte: from, $lte: to }, ...named }, { _zegel: 0 });
      }),
    findMails: (taken) =>
      guarded(async () => {
        const found = await findAll<MailTrace>('uitgaand', { taak: { $in: [...taken] } }, MAIL_FIELDS);
        return found.toSorted((a, b) => a.aangemaaktOp.getTime() - b.aangemaaktOp.getTime());
      }),
  };

  async function findAll<T extends { uuid: string }>(
    name: CollectionName,
    filter: object,
    projection: Record<string, 0 | 1> = {},
  ): Promise<T[]> {
    const collection = modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
    const found = await collection.find(filter as never, { projection }).toArray();
    return found.map((stored) => fromStored<T>(stored as Stored<T>));
  }
}
