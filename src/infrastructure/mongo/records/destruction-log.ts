import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Tellingen, Verklaring } from '#domain/records/verklaring.ts';
import type { Clock } from '#application/ports/clock.ts';
import { guarded, type Mongo } from '../connection.ts';
import { insertDocuments } from '../insert-unit.ts';
import { fromStored, type Stored } from '../models.ts';
import { collectionOf } from './collections.ts';
import { options, type Session } from '../session.ts';
import { NOTHING, type Portie } from './portie.ts';
import type { Removed } from './remove-documents.ts';

type Due = Extract<Portie, { kind: 'due' }>;
/** `bestanden`: committed as destroyed, but their bytes may still be there. */
type StoredVerklaring = Stored<Verklaring> & { bestanden: string[] };

/** Destroys portions and keeps the report of it, in the same transaction; bytes go after the commit. */
export function createDestructionLog(mongo: Mongo, clock: Clock) {
  const { connection } = mongo;
  const reports = collectionOf(connection, 'vernietigingen');

  return {
    /** Finishes what an earlier run left, and begins a report. */
    begin: (verklaring: Omit<Verklaring, 'uuid' | 'begonnenOp' | 'tellingen'>) =>
      guarded(async () => {
        await finishEarlier();
        const uuid = randomUUID();
        await reports.insertOne({ _id: uuid, ...verklaring, begonnenOp: clock.now(), tellingen: {}, bestanden: [] });
        return uuid;
      }),
    async destroy(
      report: string,
      naam: string,
      door: string,
      { objecten, remove }: Due,
      handeling = `vernietigd: ${naam}`,
    ): Promise<Tellingen> {
      const { tellingen, files } = await mongo.transact(async (session) => {
        const removed = await remove(session);
        if (removed === NOTHING) return removed;
        await note(report, naam, removed, session);
        if (objecten.length > 0) await addAudit(handeling, door, objecten, session);
        return removed;
      });
      await guarded(() => removeFiles(report, files));
      return { ...tellingen, bestanden: files.length };
    },
    note: (report: string, naam: string, tellingen: Tellingen) =>
      guarded(() => note(report, naam, { tellingen, files: [] }, undefined)),
    end: (report: string) =>
      guarded(async () => {
        await reports.updateOne({ _id: report }, { $set: { klaarOp: clock.now() } });
        const found = await reports.findOne({ _id: report });
        return toVerklaring(found as unknown as StoredVerklaring);
      }),
    list: () =>
      guarded(async () => {
        const found = await reports.find({}, { sort: { begonnenOp: 1 } }).toArray();
        return found.map((one) => toVerklaring(one as unknown as StoredVerklaring));
      }),
  };

  async function note(report: string, naam: string, { tellingen, files }: Removed, session: Session): Promise<void> {
    const counted = Object.entries({ ...tellingen, bestanden: files.length }).filter(([, count]) => count > 0);
    if (counted.length === 0) return;
    const $inc = Object.fromEntries(counted.map(([name, count]) => [`tellingen.${naam}.${name}`, count]));
    const update = { $inc, ...(files.length === 0 ? {} : { $push: { bestanden: { $each: [...files] } } }) };
    await reports.updateOne({ _id: report }, update as never, options(session));
  }

  async function addAudit(handeling: string, door: string, objecten: AuditEntry['objecten'], session: Session) {
    const entry: AuditEntry = { uuid: randomUUID(), op: clock.now(), door, handeling, objecten };
    await insertDocuments(connection, 'audit', [entry], session);
  }

  async function removeFiles(report: string, files: readonly string[]): Promise<void> {
    if (files.length === 0) return;
    await collectionOf(connection, 'bestanden.chunks').deleteMany({ files_id: { $in: [...files] } });
    await collectionOf(connection, 'bestanden.files').deleteMany({ _id: { $in: [...files] } });
    // These alone: a run that goes on has written down others by now.
    await reports.updateOne({ _id: report }, { $pull: { bestanden: { $in: [...files] } } } as never);
  }

  async function finishEarlier(): Promise<void> {
    const left = await reports.find({ 'bestanden.0': { $exists: true } } as never).toArray();
    for (const { _id, bestanden } of left) await removeFiles(_id, bestanden as string[]);
  }
}
export type DestructionLog = ReturnType<typeof createDestructionLog>;

function toVerklaring({ bestanden: _, ...stored }: StoredVerklaring): Verklaring {
  return fromStored<Verklaring>(stored);
}
