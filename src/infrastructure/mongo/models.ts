import { Schema, type Connection, type IndexDefinition, type IndexOptions, type Model } from 'mongoose';
import { guarded } from './connection.ts';
import { ensureModelIndexes } from './ensure-model-indexes.ts';

/** A stored document: what the domain calls `uuid` is the `_id`. */
export type Stored<T extends { uuid: string }> = Omit<T, 'uuid'> & { _id: string };
type Index = readonly [IndexDefinition, IndexOptions?];
/** The order of what has no moment of its own (see place-in-order.ts). */
const NEWEST_FIRST: Index = [{ _volgnummer: -1, _id: -1 }];

/**
 * Every collection and every index there is. What a document looks like is said by the zod schemas of the domain;
 * mongoose keeps the connection, the models and the indexes. Indexes follow equality, sort, range.
 */
const COLLECTIONS = {
  klantcontacten: [[{ nummer: 1 }, { unique: true }], [{ plaatsgevondenOp: -1, nummer: -1 }]],
  betrokkenen: [[{ hadKlantcontact: 1 }], NEWEST_FIRST],
  digitaleadressen: [[{ verstrektDoorBetrokkene: 1 }], NEWEST_FIRST],
  actoren: [NEWEST_FIRST],
  actorklantcontacten: [[{ klantcontact: 1 }], NEWEST_FIRST],
  informatieobjecten: [],
  bijlagen: [[{ wasBijlageVanKlantcontact: 1 }], NEWEST_FIRST],
  onderwerpobjecten: [[{ klantcontact: 1 }], [{ wasKlantcontact: 1 }, { sparse: true }], NEWEST_FIRST],
  internetaken: [[{ nummer: 1 }, { unique: true }], [{ aanleidinggevendKlantcontact: 1 }]],
  taakdossiers: [
    [{ nummer: 1 }, { unique: true }],
    [{ status: 1, eenheid: 1, plaatsgevondenOp: 1, _id: 1 }],
    [{ status: 1, plaatsgevondenOp: 1, _id: 1 }],
    [
      { status: 1, behandelaar: 1, plaatsgevondenOp: 1, _id: 1 },
      { partialFilterExpression: { behandelaar: { $exists: true } } },
    ],
    [{ klantcontact: 1 }],
    [{ messages: 1 }],
    [{ gemeldOp: 1 }, { partialFilterExpression: { melden: true } }],
    [{ 'bewaking.op': 1 }, { sparse: true }],
    [{ '_voornemen.op': 1 }, { sparse: true }],
  ],
  uitgaand: [
    [{ messageId: 1 }, { unique: true }],
    [{ state: 1, aangemaaktOp: 1 }],
    [{ klantcontact: 1 }, { sparse: true }],
    [{ taak: 1 }, { sparse: true }],
  ],
  messages: [
    [{ state: 1, acceptedAt: 1, _id: 1 }],
    [{ acceptedAt: -1, _id: -1 }],
    [{ aliases: 1 }],
    [{ locations: 1 }],
  ],
  audit: [[{ op: -1 }]],
  auditwachtrij: [],
  auditzegels: [[{ 'vernietiging.totEnMet': 1 }, { sparse: true }]],
  vernietigingen: [[{ begonnenOp: -1 }]],
  counters: [],
} as const satisfies Record<string, readonly Index[]>;

export type CollectionName = keyof typeof COLLECTIONS;

/** The mongoose model of one of our collections; other files add theirs through `defineModel`. */
export function modelOf<T extends { _id: unknown }>(connection: Connection, name: CollectionName): Model<T> {
  return defineModel<T>(connection, name, COLLECTIONS[name]);
}

export function defineModel<T extends { _id: unknown }>(
  connection: Connection,
  name: string,
  indexes: readonly Index[],
): Model<T> {
  const existing = connection.models[name];
  if (existing !== undefined) return existing as Model<T>;
  const schema = new Schema(
    { _id: Schema.Types.Mixed },
    { strict: false, versionKey: false, id: false, minimize: false },
  );
  for (const [fields, options] of indexes) schema.index(fields, options ?? {});
  return connection.model(name, schema, name) as unknown as Model<T>;
}

/** Makes the models of every collection of this file, so that `ensureIndexes` covers them. */
export function defineRegisterModels(connection: Connection): void {
  for (const name of Object.keys(COLLECTIONS) as CollectionName[]) modelOf(connection, name);
}

/** Creates collections and indexes that are missing. Run at start: a missing unique index would cost a guarantee. */
export async function ensureIndexes(connection: Connection): Promise<void> {
  await guarded(async () => {
    for (const model of Object.values(connection.models)) {
      await model.createCollection().catch(ignoreExisting);
      await ensureModelIndexes(model);
    }
    await dropUnused(connection);
    await seedCounters(connection);
  });
}

/** What earlier versions looked for by it: it would only cost. */
async function dropUnused(connection: Connection): Promise<void> {
  const collection = connection.models['audit']?.collection;
  if (collection === undefined) return;
  const indexes = await collection.indexes();
  for (const { name, key } of indexes) if (name !== undefined && '_zegel' in key) await collection.dropIndex(name);
}

/** Counters stand before they are used: not every server lets two first users of one wait for each other. */
async function seedCounters(connection: Connection): Promise<void> {
  const { collection } = modelOf(connection, 'counters');
  for (const _id of COUNTERS) {
    await collection.updateOne({ _id } as never, { $setOnInsert: { value: 0 } }, { upsert: true });
  }
}
const COUNTERS = ['klantcontact', 'internetaak'] as const;

const NAMESPACE_EXISTS = 48;
function ignoreExisting(thrown: unknown): void {
  if ((thrown as { code?: unknown }).code !== NAMESPACE_EXISTS) throw thrown;
}

export function toStored<T extends { uuid: string }>({ uuid, ...rest }: T): Stored<T> {
  return { _id: uuid, ...rest };
}

/** What the domain knows of a stored document: its own fields, without our private ones, which begin with `_`. */
export function fromStored<T extends { uuid: string }>({ _id, ...rest }: Stored<T>): T {
  const document: Record<string, unknown> = { uuid: _id };
  for (const [name, value] of Object.entries(rest)) if (!name.startsWith('_')) document[name] = value;
  return document as unknown as T;
}
