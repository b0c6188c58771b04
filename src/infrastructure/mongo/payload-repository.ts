import type { Connection, mongo } from 'mongoose';
import type { Payload, PayloadState, PayloadStore } from '#application/ports/payload-store.ts';
import { beforeOrAhead } from './before-or-ahead.ts';
import { guarded } from './connection.ts';
import { insertUnknown } from './insert-unknown.ts';
import { defineModel } from './models.ts';

interface PayloadDocument {
  _id: string;
  raw: Buffer;
  receivedAt: Date;
  state: PayloadState;
  jobId: string;
}

export function createPayloadRepository(connection: Connection): PayloadStore {
  const model = defineModel<PayloadDocument>(connection, 'whatsapppayloads', [[{ state: 1, receivedAt: 1 }]]);
  const payloads = model.collection as unknown as mongo.Collection<PayloadDocument>;

  return {
    insert: (incoming, jobId) =>
      guarded(async () => {
        const known = await insertUnknown(
          payloads,
          incoming.map(({ uuid, raw, receivedAt }) => ({
            _id: uuid,
            raw: Buffer.from(raw.buffer, raw.byteOffset, raw.byteLength),
            receivedAt,
            state: 'open' as const,
            jobId,
          })),
        );
        return incoming.filter((_, index) => !known.has(index)).map(({ uuid }) => uuid);
      }),
    findOpen: (uuids) =>
      guarded(async () => {
        const found = await payloads.find({ _id: { $in: [...uuids] } }).toArray();
        return found.filter(({ state }) => state === 'open').map(toPayload);
      }),
    close: (uuids, state) =>
      guarded(async () => {
        await payloads.updateMany({ _id: { $in: [...uuids] }, state: 'open' }, { $set: { state } });
      }),
    hasOpen: (moment) =>
      guarded(async () => {
        const filter = { state: 'open' as const, receivedAt: { $lte: moment } };
        return (await payloads.findOne(filter, { projection: { _id: 1 } })) !== null;
      }),
    countOpen: (most) => guarded(() => payloads.countDocuments({ state: 'open' }, { limit: most })),
    listOpen: (before, limit) =>
      guarded(async () => {
        const options = { projection: { jobId: 1 }, sort: { receivedAt: 1 as const }, limit };
        const found = await payloads.find({ state: 'open', ...beforeOrAhead('receivedAt', before) }, options).toArray();
        return found.map(({ _id, jobId }) => ({ uuid: _id, jobId }));
      }),
    setJob: (uuids, jobId) =>
      guarded(async () => {
        await payloads.updateMany({ _id: { $in: [...uuids] } }, { $set: { jobId } });
      }),
  };
}

const toPayload = ({ _id, raw, receivedAt }: PayloadDocument): Payload => ({ uuid: _id, raw, receivedAt });
