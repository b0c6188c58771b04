import { mongo, type Connection } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { OUDE_VERNIETIGING } from '#domain/audit/auditvernietiging.schema.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog, Blokkop, Regelspoor, Wachtend } from '#application/ports/audit-log.ts';
import { guarded } from './connection.ts';
import { inBatches } from './in-batches.ts';
import { insertAudit, type StoredWaiting } from './insert-audit.ts';
import { isDuplicateKey } from './mongo-failure.ts';
import { fromStored, modelOf, type Stored } from './models.ts';

/** `_zegel` is what entries were marked with in earlier versions: no part of what is hashed, and proof of nothing. */
type StoredEntry = Stored<AuditEntry> & { _zegel?: unknown };
type StoredBlock = Omit<Auditzegel, 'blok'> & { _id: number };

/** What a server that loses its place could still take back is not sealed, and nothing is built on it. */
const SURE = { readConcern: { level: 'majority' } } as const;
const NO_LINES = { regels: 0 } as const;
const TRACES_AT_ONCE = 2_000;
const TRACE = { op: 1, handeling: 1, objecten: 1 } as const;
const REGISTERED = new Set(['klantcontact-geregistreerd', 'antwoord-geregistreerd']);

export function createAuditRepository(connection: Connection): AuditLog {
  const entries = modelOf<StoredEntry>(connection, 'audit').collection as unknown as mongo.Collection<StoredEntry>;
  const blocks = modelOf<StoredBlock>(connection, 'auditzegels').collection as unknown as mongo.Collection<StoredBlock>;
  const waiting = modelOf<StoredWaiting>(connection, 'auditwachtrij')
    .collection as unknown as mongo.Collection<StoredWaiting>;

  return {
    add: (added) => guarded(() => insertAudit(connection, added, undefined)),
    listWaiting: (lines, after) =>
      guarded(async () => {
        const from = after === undefined ? {} : { _id: { $gt: new mongo.ObjectId(after) } };
        const found: Wachtend[] = [];
        let count = 0;
        for await (const one of waiting.find(from, { ...SURE, sort: { _id: 1 }, limit: lines })) {
          if (!isOurs(one)) continue;
          found.push(toWaiting(one));
          count += one.regels.length;
          if (count >= lines) break;
        }
        return found;
      }),
    findWaiting: (uuids) =>
      guarded(async () => {
        const found = await waiting.find({ regels: { $in: [...uuids] } } as never).toArray();
        return new Set(found.flatMap(({ regels }) => regels));
      }),
    addWaiting: (uuids) =>
      guarded(async () => {
        if (uuids.length > 0) await waiting.insertOne({ _id: new mongo.ObjectId(), regels: [...uuids] });
      }),
    dropWaiting: (ids) =>
      guarded(async () => {
        if (ids.length > 0) await waiting.deleteMany({ _id: { $in: ids.map((id) => new mongo.ObjectId(id)) } });
      }),
    dropSealed: ({ regels }) =>
      guarded(async () => {
        const named = { regels: { $in: regels.map(({ uuid }) => uuid) } };
        if (regels.length > 0) await waiting.deleteMany(named);
      }),
    countWaiting: () =>
      guarded(async () => {
        let count = 0;
        for await (const one of waiting.find({})) if (isOurs(one)) count += one.regels.length;
        return count;
      }),
    lastBlock: () => guarded(async () => (await headsOf({}, { _id: -1 }, 1))[0]),
    findBlock: (blok) =>
      guarded(async () => {
        const found = await blocks.findOne({ _id: blok }, SURE);
        return found === null ? undefined : toBlock(found);
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
    listBlocks: (after, limit) =>
      guarded(async () =>
        (await blocks.find({ _id: { $gt: after } }, { sort: { _id: 1 }, limit }).toArray()).map(toBlock),
      ),
    listHeads: (after, limit) => guarded(() => headsOf({ _id: { $gt: after } }, { _id: 1 }, limit)),
    listDestructions: () => guarded(() => headsOf({ 'vernietiging.totEnMet': { $gt: 0 } }, { _id: 1 }, 0)),
    listOldDestructions: () =>
      guarded(async () => {
        // As a string: an expression of this kind on an indexed field finds nothing on every server.
        const filter = { handeling: { $regex: OUDE_VERNIETIGING.source }, _zegel: { $gt: 0 } };
        const found = await entries.find(filter as never).toArray();
        return found.map((one) => ({ entry: toEntry(one), blok: Number(one._zegel) }));
      }),
    findEntries: (uuids) =>
      guarded(async () => (await entries.find({ _id: { $in: [...uuids] } }, SURE).toArray()).map(toEntry)),
    countEntries: () => guarded(() => entries.estimatedDocumentCount()),
    async *traces() {
      const found = entries.find({}, { projection: TRACE, batchSize: TRACES_AT_ONCE });
      for await (const batch of inBatches(found, TRACES_AT_ONCE)) yield batch.map(toTrace);
    },
  };

  async function headsOf(filter: object, sort: Record<string, 1 | -1>, limit: number): Promise<Blokkop[]> {
    const found = await blocks.find(filter, { ...SURE, projection: NO_LINES, sort, limit }).toArray();
    return found.map(toHead);
  }
}

function toEntry({ _zegel: _, ...stored }: StoredEntry): AuditEntry {
  return fromStored<AuditEntry>(stored);
}

/** Somebody may have put something else there. */
const isOurs = ({ _id, regels }: { _id: unknown; regels: unknown }) =>
  _id instanceof mongo.ObjectId && Array.isArray(regels);

const toWaiting = ({ _id, regels }: StoredWaiting): Wachtend => ({
  id: _id.toHexString(),
  sinds: _id.getTimestamp(),
  regels,
});

/** Somebody may have changed it into what is no block: then its hash is not right, and nothing here fails on it. */
function toHead({ _id, gezegeldOp, ...rest }: Omit<StoredBlock, 'regels'>): Blokkop {
  return { blok: _id, gezegeldOp: gezegeldOp instanceof Date ? gezegeldOp : new Date(Number.NaN), ...rest };
}

function toBlock({ regels, ...rest }: StoredBlock): Auditzegel {
  return { ...toHead(rest), regels: Array.isArray(regels) ? regels.map((one) => ({ ...one })) : [] };
}

function toTrace({ _id, op, handeling, objecten }: StoredEntry): Regelspoor {
  const isRegistered = REGISTERED.has(handeling) && Array.isArray(objecten);
  const klantcontact = isRegistered ? objecten.find(({ soort }) => soort === 'klantcontact') : undefined;
  return { uuid: _id, op, ...(klantcontact === undefined ? {} : { klantcontact: klantcontact.uuid }) };
}
