import type { Connection, mongo } from 'mongoose';
import type { Actor } from '#domain/actor/actor.schema.ts';
import { toLeesgrond, type Inzage } from '#domain/inzage/inzage.ts';
import { mayRead, type Programma } from '#domain/inzage/lezer.ts';
import type { RegisterReader, RegisterRecords, RegisterResource } from '#application/ports/register-reader.ts';
import { guarded } from './connection.ts';
import { INZAGE_DAAR, readableBy } from './inzage/readable-by.ts';
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
    list: (programma, resource, { skip, limit }) =>
      guarded(async () => {
        const readable = readableBy(programma, resource);
        const page = [{ $match: readable }, { $sort: ORDER[resource] }, { $skip: skip }, { $limit: limit }];
        const [count, records] = await Promise.all([
          // Counted, not estimated: the estimate can be wrong after a server was killed.
          collectionOf(resource).countDocuments(readable as never),
          read(programma, resource, page),
        ]);
        return { count, records };
      }),
    find: (programma, resource, uuid) =>
      guarded(async () => {
        // One after the other: the embedded server uses no index for both at once.
        const stages = [{ $match: { _id: uuid } }, { $match: readableBy(programma, resource) }];
        return (await read(programma, resource, stages))[0];
      }),
  };

  async function read<K extends RegisterResource>(
    programma: Programma,
    resource: K,
    stages: object[],
  ): Promise<RegisterRecords[K][]> {
    const rows = await collectionOf(resource)
      .aggregate<Row>([...stages, ...(JOINS[resource] ?? [])])
      .toArray();
    const actoren = await findActoren(uuidsOfActoren(rows));
    return rows.map((row) => toRecord(resource, row, actoren, mayShow));

    /** What hangs on a readable contact is readable, but for what points at another contact. */
    function mayShow(from: RegisterResource, one: Row): boolean {
      if (from !== 'onderwerpobjecten' || one['wasKlantcontact'] === undefined) return true;
      const there = one[INZAGE_DAAR] as Inzage | undefined;
      return there === undefined ? hasNoLimit(programma) : mayRead(programma, toLeesgrond(there));
    }
  }

  async function findActoren(uuids: readonly string[]): Promise<ReadonlyMap<string, Actor>> {
    if (uuids.length === 0) return new Map();
    const found = await collectionOf('actoren')
      .find({ _id: { $in: [...uuids] } })
      .toArray();
    return new Map(found.map((row) => [row._id, fromStored<Actor>(row as unknown as Stored<Actor>)]));
  }
}

const hasNoLimit = ({ vertrouwelijk, kanalen, eenheden }: Programma) =>
  vertrouwelijk && kanalen === undefined && eenheden === undefined;
