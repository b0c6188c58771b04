import type { Connection } from 'mongoose';
import type { AuditedRegister } from '#application/ports/audited-register.ts';
import { guarded } from './connection.ts';
import { inBatches } from './in-batches.ts';
import { collectionOf, readAll } from './records/collections.ts';

const AT_ONCE = 2_000;

export function createAuditedRegister(connection: Connection): AuditedRegister {
  return {
    async *klantcontacten() {
      const found = collectionOf(connection, 'klantcontacten').find({}, { projection: { _id: 1 }, batchSize: AT_ONCE });
      for await (const batch of inBatches(found, AT_ONCE)) yield batch.map(({ _id }) => _id);
    },
    momentsOf: async (uuids) => {
      const found = await readAll(connection, 'klantcontacten', { _id: { $in: [...uuids] } }, { plaatsgevondenOp: 1 });
      return new Map(found.map(({ _id, plaatsgevondenOp }) => [_id, plaatsgevondenOp as Date]));
    },
    hasVerklaring: (uuid) =>
      guarded(async () => {
        const filter = { _id: uuid, soort: 'bewaartermijn' };
        return (await collectionOf(connection, 'vernietigingen').countDocuments(filter, { limit: 1 })) === 1;
      }),
  };
}
