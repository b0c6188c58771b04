import type { Connection, mongo } from 'mongoose';
import { DELIVERY_STATES, type DeliveryStateStore } from '#application/ports/delivery-state-store.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';

/** `rank` is the place in DELIVERY_STATES: `$max` then lets a state go up only, whatever the order of arrival. */
interface DeliveryDocument {
  _id: string;
  rank: number;
  at: Date;
  errors: number[];
}

export function createDeliveryStateRepository(connection: Connection): DeliveryStateStore {
  const model = defineModel<DeliveryDocument>(connection, 'whatsappdeliverystates', []);
  const deliveries = model.collection as unknown as mongo.Collection<DeliveryDocument>;

  return {
    raise: (states) =>
      guarded(async () => {
        if (states.length === 0) return;
        const operations = states.map(({ wamid, state, at, errors }) => ({
          updateOne: {
            filter: { _id: wamid },
            update: {
              $max: { rank: DELIVERY_STATES.indexOf(state), at },
              $addToSet: { errors: { $each: [...errors] } },
            },
            upsert: true,
          },
        }));
        await deliveries.bulkWrite(operations, { ordered: true });
      }),
    find: (wamid) =>
      guarded(async () => {
        const found = await deliveries.findOne({ _id: wamid });
        const state = found === null ? undefined : DELIVERY_STATES[found.rank];
        return found === null || state === undefined ? undefined : { wamid, state, at: found.at, errors: found.errors };
      }),
  };
}
