import type { mongo } from 'mongoose';
import { transient } from '#domain/failure/failure.ts';
import type { InterneTaak } from '#domain/interne-taak/interne-taak.schema.ts';
import type { Taak } from '#domain/interne-taak/taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { TaakChange, TaakDecision } from '#application/ports/taak-store.ts';
import { guarded, type Mongo } from './connection.ts';
import { insertDocuments, insertUnits } from './insert-unit.ts';
import { inzageOfAnswer } from './inzage/with-inzage.ts';
import { renewInzage } from './inzage/renew-inzage.ts';
import { fromStored, modelOf, toStored, type Stored } from './models.ts';
import { options, type Session } from './session.ts';

/** Without transactions the dossier carries its change until everything of it is written. */
type StoredDossier = Stored<TaakDossier> & { _voornemen?: { op: Date; change: TaakChange } };

/** A claim that loses this often in a row has met something else than colleagues. */
const ROUNDS = 100;

/** Writing of tasks, with transactions and without (product decision 3). */
export function createTaakChanges(mongoStore: Mongo) {
  const { connection } = mongoStore;
  const dossiers = modelOf<StoredDossier>(connection, 'taakdossiers')
    .collection as unknown as mongo.Collection<StoredDossier>;
  const internetaken = modelOf<Stored<InterneTaak>>(connection, 'internetaken')
    .collection as unknown as mongo.Collection<Stored<InterneTaak>>;

  return { change: mongoStore.transactions ? changeInTransaction : changeByVersion, completeChanges };

  function changeInTransaction<Outcome>(uuid: string, decide: (taak: Taak) => TaakDecision<Outcome>) {
    return mongoStore.transact(async (session) => {
      const known = await read(uuid, session);
      if (known === undefined) return undefined;
      const { outcome, change } = decide(known.taak);
      if (change !== undefined) {
        const { _id, ...fields } = toStored(change.taak.dossier);
        await dossiers.replaceOne({ _id }, fields, options(session));
        await writeRest(change, session);
      }
      return outcome;
    });
  }

  /** The dossier is the judge: it changes only if its history is still as long as it was when it was read. */
  async function changeByVersion<Outcome>(uuid: string, decide: (taak: Taak) => TaakDecision<Outcome>) {
    for (let round = 0; round < ROUNDS; round += 1) {
      const known = await guarded(() => read(uuid, undefined));
      if (known === undefined) return undefined;
      if (known.pending !== undefined) {
        await complete(known.pending);
        continue;
      }
      const { outcome, change } = decide(known.taak);
      if (change === undefined) return outcome;
      if (await guarded(() => announce(change, known.taak.dossier.verloop.length))) {
        await complete(change);
        return outcome;
      }
    }
    throw transient('taak-contended', 'Too many changes of one task at once');
  }

  async function announce(change: TaakChange, version: number): Promise<boolean> {
    const { _id, ...fields } = toStored(change.taak.dossier);
    const won = await dossiers.findOneAndReplace(
      { _id, verloop: { $size: version } },
      { ...fields, _voornemen: { op: new Date(), change } },
      { projection: { _id: 1 } },
    );
    return won !== null;
  }

  async function complete(change: TaakChange): Promise<void> {
    await guarded(async () => {
      await writeRest(change, undefined);
      await dossiers.updateOne({ _id: change.taak.dossier.uuid }, { $unset: { _voornemen: '' } } as never);
    });
  }

  async function completeChanges(): Promise<number> {
    if (mongoStore.transactions) return 0;
    const left = await guarded(() => dossiers.find({ '_voornemen.op': { $lte: new Date() } } as never).toArray());
    for (const { _voornemen: pending } of left) if (pending !== undefined) await complete(pending.change);
    return left.length;
  }

  /** Everything but the task's own dossier. Repeating it changes nothing. */
  async function writeRest({ taak, vervolg, unit, uitgaand, audit }: TaakChange, session: Session) {
    if (unit !== undefined) await insertUnits(connection, [unit], session, inzageOfAnswer);
    if (taak.internetaak !== undefined) await replaceInterneTaak(taak.internetaak, session);
    const insert = (name: Parameters<typeof insertDocuments>[1], documents: readonly { uuid: string }[]) =>
      insertDocuments(connection, name, documents, session);
    await insert('internetaken', vervolg === undefined ? [] : [vervolg.internetaak]);
    await insert('taakdossiers', vervolg === undefined ? [] : [vervolg.dossier]);
    // Only after both: an answer is read by whom its question is, a task that was passed on by its new unit too.
    const { klantcontact } = taak.dossier;
    if (klantcontact !== undefined && (unit !== undefined || vervolg !== undefined))
      await renewInzage(connection, [klantcontact], session);
    await insert('uitgaand', uitgaand === undefined ? [] : [uitgaand]);
    await insert('audit', audit === undefined ? [] : [audit]);
  }

  /** A slow writer's older state never replaces a newer one: assignment times only rise and `verwerkt` is the end. */
  async function replaceInterneTaak(internetaak: InterneTaak, session: Session) {
    const { _id, ...fields } = toStored(internetaak);
    const newer = session === undefined ? { toegewezenOp: { $lte: internetaak.toegewezenOp } } : {};
    const open = session === undefined && internetaak.status === 'te_verwerken' ? { status: internetaak.status } : {};
    // No field of an internetaak ever goes away, and what is kept beside it stays.
    await internetaken.updateOne({ _id, ...newer, ...open }, { $set: fields }, options(session));
  }

  async function read(uuid: string, session: Session) {
    const [stored, internetaak] = await readBoth(uuid, session);
    if (stored === null) return undefined;
    const { _voornemen: pending, ...dossier } = stored;
    const taak: Taak = {
      dossier: fromStored<TaakDossier>(dossier),
      ...(internetaak === null ? {} : { internetaak: fromStored<InterneTaak>(internetaak) }),
    };
    return { taak, pending: pending?.change };
  }

  /** One after the other: a session carries one operation at a time. */
  async function readBoth(uuid: string, session: Session) {
    const stored = await dossiers.findOne({ _id: uuid }, options(session));
    const internetaak = await internetaken.findOne({ _id: uuid }, options(session));
    return [stored, internetaak] as const;
  }
}
