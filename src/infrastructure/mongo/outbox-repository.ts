import type { Connection, mongo } from 'mongoose';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import type { OutboxStore } from '#application/ports/outbox-store.ts';
import { beforeOrAhead } from './before-or-ahead.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type Stored } from './models.ts';

export function createOutboxRepository(connection: Connection): OutboxStore {
  const uitgaand = modelOf<Stored<Uitgaand>>(connection, 'uitgaand').collection as unknown as mongo.Collection<
    Stored<Uitgaand>
  >;
  const toUitgaand = (stored: unknown) =>
    stored === null ? undefined : fromStored<Uitgaand>(stored as Stored<Uitgaand>);

  return {
    find: (uuid) => guarded(async () => toUitgaand(await uitgaand.findOne({ _id: uuid }))),
    take: (uuid, now, until) =>
      guarded(async () =>
        toUitgaand(
          await uitgaand.findOneAndUpdate(
            {
              _id: uuid,
              state: 'open',
              $or: [{ bezigTot: null }, ...beforeOrAhead('bezigTot', until).$or.slice(1), { bezigTot: { $lt: now } }],
            } as never,
            { $set: { bezigTot: until }, $inc: { attempts: 1 } },
            { returnDocument: 'after' },
          ),
        ),
      ),
    keep: (uuid, until) =>
      guarded(async () => {
        await uitgaand.updateOne({ _id: uuid, state: 'open', bezigTot: { $exists: true } } as never, {
          $max: { bezigTot: until },
        });
      }),
    giveBack: (uuid) => end(uuid, {}),
    markSent: (uuid, at) => end(uuid, { state: 'verzonden', verzondenOp: at }),
    markFailed: (uuid, reden) => end(uuid, { state: 'mislukt', reden: reden.slice(0, 80) }),
    listOpen: (before, limit) =>
      guarded(async () => {
        const found = await uitgaand
          .find(
            { state: 'open', ...beforeOrAhead('aangemaaktOp', before) },
            { projection: { _id: 1 }, sort: { aangemaaktOp: 1 }, limit },
          )
          .toArray();
        return found.map(({ _id }) => ({ uuid: _id }));
      }),
  };

  function end(uuid: string, fields: Partial<Uitgaand>): Promise<void> {
    return guarded(async () => {
      await uitgaand.updateOne(
        { _id: uuid, state: 'open' } as never,
        { ...(Object.keys(fields).length === 0 ? {} : { $set: fields }), $unset: { bezigTot: '' } } as never,
      );
    });
  }
}
