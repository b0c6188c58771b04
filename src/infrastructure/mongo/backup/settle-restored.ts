import type { Connection } from 'mongoose';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import { guarded, type Mongo } from '../connection.ts';
import { renewInzage } from '../inzage/renew-inzage.ts';
import { collectionOf, idsOf, type AnyDocument } from '../records/collections.ts';
import { removeGroup } from '../records/remove-group.ts';

/** What was committed while the copy was made, and is put right now: counts. */
export interface Settled {
  /** Half klantcontacten taken out: their message is registered again, their answer is a task again. */
  readonly halveContacten: number;
  /** Tasks that stand open again, or whose two records did not say the same. */
  readonly taken: number;
}

const BATCH = 500;

/**
 * Makes a restored copy consistent: a unit that was only partly copied goes (its message is open in the copy, so that it
 * is made again whole), both records of a task say what the dossier says, and what points at nothing is removed.
 * `copy-order.ts` says why this finds everything.
 */
export async function settleRestored(mongo: Mongo, now: Date): Promise<Settled> {
  const { connection } = mongo;
  let halveContacten = 0;
  let taken = 0;
  await eachBatch(connection, 'klantcontacten', {}, ['_id'], async (batch) => {
    const ids = batch.map(({ _id }) => _id);
    const linked = await valuesOf(connection, 'actorklantcontacten', 'klantcontact', ids);
    await removeHalf(ids.filter((id) => !linked.has(id)));
  });
  await eachBatch(connection, 'internetaken', {}, ['status', 'aanleidinggevendKlantcontact'], settleTaken);
  await eachBatch(connection, 'messages', { state: 'parked' }, ['_id'], reopenHerstel);
  await removeLoose(connection, 'uitgaand', { klantcontact: { $exists: true } }, ({ klantcontact }) => klantcontact);
  // Who may read a contact may have been copied at another moment than the tasks that it follows from.
  await eachBatch(connection, 'klantcontacten', {}, ['_id'], (batch) =>
    guarded(() =>
      renewInzage(
        connection,
        batch.map(({ _id }) => _id),
      ),
    ),
  );
  return { halveContacten, taken };

  async function removeHalf(klantcontacten: readonly string[]): Promise<void> {
    for (const uuid of klantcontacten) {
      const group = { klantcontacten: [{ uuid }], messages: [] };
      await mongo.transact((session) => removeGroup(connection, group, now, session));
      halveContacten += 1;
    }
  }

  async function settleTaken(batch: readonly AnyDocument[]): Promise<void> {
    const dossiers = new Map(
      (
        await collectionOf(connection, 'taakdossiers')
          .find({ _id: { $in: batch.map(({ _id }) => _id) } }, { projection: { status: 1 } })
          .toArray()
      ).map(({ _id, status }) => [_id, status]),
    );
    for (const { _id, status, aanleidinggevendKlantcontact } of batch) {
      const dossier = dossiers.get(_id);
      if (dossier === undefined) await removeUndocumented(_id, String(aanleidinggevendKlantcontact));
      else if (dossier === 'te_verwerken' && status === 'verwerkt') {
        const update = { $set: { status: dossier }, $unset: { afgehandeldOp: '' } };
        await collectionOf(connection, 'internetaken').updateOne({ _id }, update as never);
        taken += 1;
      }
    }
  }

  /** The first task of a unit that is made again, or a next task of one whose own task stands open again. */
  async function removeUndocumented(internetaak: string, klantcontact: string): Promise<void> {
    const owner = { 'klantcontacten.uuid': klantcontact, aliases: { $in: await nummersOf(klantcontact) } };
    if ((await idsOf(connection, 'messages', owner)).length === 0) return removeHalf([klantcontact]);
    await collectionOf(connection, 'internetaken').deleteOne({ _id: internetaak });
    taken += 1;
  }

  async function nummersOf(klantcontact: string): Promise<string[]> {
    const found = await collectionOf(connection, 'klantcontacten').findOne({ _id: klantcontact });
    return found === null ? [] : [String(found['nummer'])];
  }

  /** Released while the copy was made: parked in it, with a task that was closed by then. */
  async function reopenHerstel(batch: readonly AnyDocument[]): Promise<void> {
    const closed = { _id: { $in: batch.map(({ _id }) => herstelTaakUuid(_id)) }, status: 'verwerkt' };
    const again = {
      $set: { status: 'te_verwerken' },
      $unset: { afhandeling: '', afgehandeldOp: '', behandelaar: '', opgepaktOp: '' },
    };
    const { modifiedCount } = await collectionOf(connection, 'taakdossiers').updateMany(closed, again as never);
    taken += modifiedCount;
  }
}

/** Removes what points at a klantcontact that is not in the copy. */
async function removeLoose(
  connection: Connection,
  name: string,
  filter: object,
  klantcontactOf: (document: AnyDocument) => unknown,
): Promise<void> {
  await eachBatch(connection, name, filter, ['klantcontact'], async (batch) => {
    const wanted = batch.map(klantcontactOf).filter((one) => typeof one === 'string');
    const known = new Set(await idsOf(connection, 'klantcontacten', { _id: { $in: wanted } }));
    const loose = batch.filter((one) => !known.has(String(klantcontactOf(one)))).map(({ _id }) => _id);
    if (loose.length > 0) await collectionOf(connection, name).deleteMany({ _id: { $in: loose } });
  });
}

async function valuesOf(connection: Connection, name: string, field: string, values: readonly string[]) {
  const found = await collectionOf(connection, name)
    .find({ [field]: { $in: [...values] } } as never, { projection: { [field]: 1 } })
    .toArray();
  return new Set(found.map((one) => String(one[field])));
}

/** In the order of the ids, page by page, so that what is removed on the way is of no consequence. */
async function eachBatch(
  connection: Connection,
  name: string,
  filter: object,
  fields: readonly string[],
  work: (batch: readonly AnyDocument[]) => Promise<void>,
): Promise<void> {
  const projection = Object.fromEntries(fields.map((field) => [field, 1]));
  let after: string | undefined;
  for (;;) {
    const range = after === undefined ? {} : { _id: { $gt: after } };
    const batch = await guarded(() =>
      collectionOf(connection, name)
        .find({ ...filter, ...range } as never, { projection, sort: { _id: 1 }, limit: BATCH })
        .toArray(),
    );
    await work(batch);
    after = batch.at(-1)?._id;
    if (batch.length < BATCH) return;
  }
}
