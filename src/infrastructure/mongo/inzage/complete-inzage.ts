import type { Connection } from 'mongoose';
import { guarded } from '../connection.ts';
import { collectionOf } from '../records/collections.ts';
import { INZAGE } from './readable-by.ts';
import { renewInzage } from './renew-inzage.ts';

const BATCH = 500;

/**
 * Notes beside everything that an older program registered who may read it: without that no limited program sees it.
 * Before anything is served. One look when nothing is left to do. `report` gets a line when this takes a while.
 */
export async function completeInzage(connection: Connection, report: (line: string) => void): Promise<void> {
  let after = '';
  for (let done = 0; ; done += BATCH) {
    // In the order of the ids: what was done is not looked at again.
    const left = { _id: { $gt: after }, [INZAGE]: null };
    const batch = await guarded(() =>
      collectionOf(connection, 'klantcontacten')
        .find(left as never, { projection: { vertrouwelijk: 1 }, sort: { _id: 1 }, limit: BATCH })
        .toArray(),
    );
    after = batch.at(-1)?._id ?? '';
    if (batch.length === 0) return;
    if (done === 0) report('Eenmalig: bij elk klantcontact wordt vastgelegd welke programma’s het mogen lezen.');
    else if (done % 20_000 === 0) report(`${done} klantcontacten gedaan.`);
    const confidential = batch.filter(({ vertrouwelijk }) => vertrouwelijk === true).map(({ _id }) => _id);
    await guarded(async () => {
      const tasks = { klantcontact: { $in: confidential } };
      await collectionOf(connection, 'taakdossiers').updateMany(tasks, { $set: { vertrouwelijk: true } });
      await renewInzage(
        connection,
        batch.map(({ _id }) => _id),
      );
    });
  }
}
