import type { Connection, mongo } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { AUDIT_DESTROYED, type Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import { guarded } from './connection.ts';
import { insertUnknown } from './insert-unknown.ts';
import { isDuplicateKey } from './mongo-failure.ts';
import { fromStored, modelOf, toStored, type Stored } from './models.ts';

/** `_zegel` is the block that names the entry: our own note to find what is new, no part of what is hashed. */
type StoredEntry = Stored<AuditEntry> & { _zegel?: number };
type StoredBlock = Omit<Auditzegel, 'blok'> & { _id: number };

/** What a server that loses its place could still take back is not sealed, and nothing is built on it. */
const SURE = { readConcern: { level: 'majority' } } as const;

export function createAuditRepository(connection: Connection): AuditLog {
  const entries = modelOf<StoredEntry>(connection, 'audit').collection as unknown as mongo.Collection<StoredEntry>;
  const blocks = modelOf<StoredBlock>(connection, 'auditzegels').collection as unknown as mongo.Collection<StoredBlock>;
  const unsealed = { _zegel: null } as never;

  return {
    add: (added) => guarded(async () => void (await insertUnknown(entries, added.map(toStored)))),
    listUnsealed: (limit) =>
      guarded(async () =>
        (await entries.find(unsealed, { ...SURE, sort: { op: 1, _id: 1 }, limit }).toArray()).map(toEntry),
      ),
    countUnsealed: () => guarded(() => entries.countDocuments(unsealed)),
    lastBlock: () =>
      guarded(async () => {
        const [last] = await blocks.find({}, { ...SURE, sort: { _id: -1 }, limit: 1 }).toArray();
        return last === undefined ? undefined : toBlock(last);
      }),
    addBlock: ({ blok, ...rest }) =>
      guarded(async () => {
        try {
          await blocks.insertOne({ _id: blok, ...rest });
          return true;
        } catch (thrown) {
          if (isDuplicateKey(thrown)) return false;
          throw thrown;
        }
      }),
    markSealed: ({ blok, regels }) =>
      guarded(async () => {
        const named = { _id: { $in: regels.map(({ uuid }) => uuid) } };
        await entries.updateMany(named, { $set: { _zegel: blok } });
      }),
    listBlocks: (after, limit) =>
      guarded(async () =>
        (await blocks.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray()).map(toBlock),
      ),
    findEntries: (uuids) =>
      guarded(async () => (await entries.find({ _id: { $in: [...uuids] } }).toArray()).map(toEntry)),
    listSealedIn: (blok) => guarded(() => idsOf({ _zegel: { $gt: blok - 1, $lte: blok } })),
    listSealedNowhere: (limit) =>
      guarded(() => idsOf({ $and: [{ _zegel: { $ne: null } }, { _zegel: { $not: { $gt: 0 } } }] }, limit)),
    listSealedAfter: (blok, limit) => guarded(() => idsOf({ _zegel: { $gt: blok } }, limit)),
    destroyedUpTo: () =>
      guarded(async () => {
        // As a string: an expression of this kind on an indexed field finds nothing on every server.
        const filter = { handeling: { $regex: AUDIT_DESTROYED.source }, _zegel: { $gt: 0 } };
        const found = await entries.find(filter as never, { projection: { handeling: 1 } }).toArray();
        return Math.max(0, ...found.map(({ handeling }) => Number(AUDIT_DESTROYED.exec(handeling)?.[1] ?? 0)));
      }),
  };

  async function idsOf(filter: object, limit = 0): Promise<string[]> {
    const found = await entries.find(filter as never, { projection: { _id: 1 }, limit }).toArray();
    return found.map(({ _id }) => _id);
  }
}

function toEntry({ _zegel: _, ...stored }: StoredEntry): AuditEntry {
  return fromStored<AuditEntry>(stored);
}

const toBlock = ({ _id, ...rest }: StoredBlock): Auditzegel => ({ blok: _id, ...rest });
