import type { Connection, mongo } from 'mongoose';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { RegisterReader, RegisterRecords, RegisterResource } from '#application/ports/register-reader.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type Stored } from './models.ts';
import { JOINS, ORDER, toRecord, uuidsOfActoren, type Row } from './register-reading.ts';

/**
 * The register as it is read. What points at a row comes with it in the same aggregation: one query for the rows, one
 * for their number, and for klantcontacten one for the actors behind the links.
 */
export function createRegisterReaderRepository(connection: Connection): RegisterReader {
  const collectionOf = (resource: RegisterResource) =>
    modelOf<Row>(connection, resource).collection as unknown as mongo.Collection<Row>;

  return {
    list: (resource, { skip, limit }) =>
      guarded(async () => {
        const page = [{ $sort: ORDER[resource] }, { $skip: skip }, { $limit: limit }];
        const [count, records] = await Promise.all([
          // Counted, not estimated: the estimate can be wrong after a server was killed.
          collectionOf(resource).countDocuments({}),
          read(resource, page),
        ]);
        return { count, records };
      }),
    find: (resource, uuid) => guarded(async () => (await read(resource, [{ $match: { _id: uuid } }]))[0]),
  };

  async function read<K extends RegisterResource>(resource: K, stages: object[]): Promise<RegisterRecords[K][]> {
    const rows = await collectionOf(resource)
      .aggregate<Row>([...stages, ...(JOINS[resource] ?? [])])
      .toArray();
    const actoren = await findActoren(uuidsOfActoren(rows));
    return rows.map((row) => toRecord(resource, row, actoren));
  }

  async function findActoren(uuids: readonly string[]): Promise<ReadonlyMap<string, Actor>> {
    if (uuids.length === 0) return new Map();
    const found = await collectionOf('actoren')
      .find({ _id: { $in: [...uuids] } })
      .toArray();
    return new Map(found.map((row) => [row._id, fromStored<Actor>(row as unknown as Stored<Actor>)]));
  }
}
