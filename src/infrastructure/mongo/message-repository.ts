import { Readable } from 'node:stream';
import type { Connection, mongo } from 'mongoose';
import { defect } from '#domain/failure/failure.ts';
import { toStoredName, type Reference } from '#domain/inbound-message/reference.ts';
import { stateAfter, statesBefore } from '#domain/inbound-message/message-life.ts';
import {
  messageStateSchema,
  type MessageState,
  type StoredMessage,
} from '#domain/inbound-message/stored-message.schema.ts';
import type {
  Accepted,
  MessageFilter,
  MessageStore,
  MessageSummary,
  NewMessage,
  OpenMessage,
} from '#application/ports/message-store.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import type { Clock } from '#application/ports/clock.ts';
import { beforeOrAhead } from './before-or-ahead.ts';
import { guarded } from './connection.ts';
import { guardStore } from './guard-store.ts';
import { inBatches } from './in-batches.ts';
import { insertUnknown } from './insert-unknown.ts';
import { fromStored, modelOf, type Stored } from './models.ts';
import { acceptDocument, INLINE_LIMIT } from './message-document.ts';

type MessageDocument = Stored<StoredMessage>;
const WITHOUT_RAW = { raw: 0 } as const;
const OPEN_AT_ONCE = 500;

export interface MessageRepositoryDeps {
  readonly connection: Connection;
  readonly documents: DocumentStore;
  readonly clock: Clock;
}

export function createMessageRepository({ connection, documents, clock }: MessageRepositoryDeps): MessageStore {
  const { collection } = modelOf<MessageDocument>(connection, 'messages');
  const messages = collection as unknown as mongo.Collection<MessageDocument>;

  return guardStore<MessageStore>({
    accept: (incoming, jobId) => guarded(() => accept(incoming, jobId)),
    find: (uuids, { raw }) =>
      guarded(async () => {
        const found = await messages
          .find({ _id: { $in: [...uuids] } }, raw === false ? { projection: WITHOUT_RAW } : {})
          .toArray();
        const whole = found.map((document) => fromStored<StoredMessage>(document as MessageDocument));
        return raw === true ? Promise.all(whole.map(withRaw)) : whole;
      }),
    readRaw,
    openRaw: async (uuid) => {
      const document = await messages.findOne({ _id: uuid }, { projection: { raw: 1 } });
      if (document === null) throw defect('message-bytes-missing', 'The bytes of an accepted message are gone');
      if (document.raw === undefined) return documents.open(uuid);
      return Readable.from([Buffer.from(document.raw)]);
    },
    findLocations: (locations) =>
      guarded(async () => {
        const found = await messages
          .find({ locations: { $in: [...locations] } }, { projection: { locations: 1, size: 1 } })
          .toArray();
        const asked = new Set(locations);
        const known = found.flatMap(({ locations: places, size }) => places.map((place) => [place, size] as const));
        return new Map(known.filter(([place]) => asked.has(place)));
      }),
    findOpenNames: (names, except) =>
      guarded(async () => {
        const open = new Set<Reference>();
        for (const [channel, some] of Map.groupBy(names, (name) => toStoredName(name).channel)) {
          const asked = new Map(some.map((name) => [toStoredName(name).alias, name]));
          const filter = { aliases: { $in: [...asked.keys()] }, channel, state: 'open', _id: { $nin: [...except] } };
          const found = await messages.find(filter as never, { projection: { aliases: 1 } }).toArray();
          for (const alias of found.flatMap(({ aliases }) => aliases)) {
            const name = asked.get(alias);
            if (name !== undefined) open.add(name);
          }
        }
        return open;
      }),
    addStep: (uuids, step) => guarded(async () => void (await updateEach(uuids, { $push: { steps: step } }))),
    countAttempt: (uuid) =>
      guarded(async () => {
        await messages.updateOne({ _id: uuid }, { $inc: { attempts: 1 } });
        return (await messages.findOne({ _id: uuid }, { projection: { attempts: 1 } }))?.attempts ?? 0;
      }),
    setAside: (uuid, reason, at) =>
      guarded(async () => {
        await messages.updateOne(
          { _id: uuid, state: { $in: statesBefore('set-aside') }, 'herstel.tochRegistreren': { $exists: false } },
          {
            $set: { state: stateAfter('set-aside'), reason, finishedAt: at },
            $push: { steps: { op: at, step: 'apart-gehouden', detail: reason.code } },
          },
        );
      }),
    list: ({ channel, state, since, after, limit = 100 }) =>
      guarded(async () => {
        const filter = {
          ...(channel === undefined ? {} : { channel }),
          ...(state === undefined ? {} : { state }),
          ...acceptedBetween(since, after),
        };
        const found = await messages
          .find(filter, { projection: WITHOUT_RAW, sort: { acceptedAt: -1, _id: -1 }, limit })
          .toArray();
        return found.map(summary);
      }),
    trace: (term) =>
      guarded(async () => {
        const bare = term.trim().replace(/^<|>$/g, '');
        const called = (...names: string[]) =>
          messages.find({ aliases: { $in: names } }, { projection: WITHOUT_RAW, limit: 50 }).toArray();
        const [byAlias, byUuid] = await Promise.all([
          called(bare, term.trim()),
          messages.find({ _id: { $in: [bare] } }, { projection: WITHOUT_RAW }).toArray(),
        ]);
        const found = [...byAlias, ...byUuid];
        return (found.length > 0 ? found : await called(`<${bare}>`)).map(summary);
      }),
    listOpen: async function* (before, channel) {
      const open = messages.find(
        {
          state: 'open',
          ...(channel === undefined ? {} : { channel }),
          ...beforeOrAhead('acceptedAt', before),
        },
        { projection: { channel: 1, jobId: 1 }, batchSize: OPEN_AT_ONCE },
      );
      for await (const batch of inBatches(open, OPEN_AT_ONCE)) yield batch.map(toOpenMessage);
    },
    setJob: (uuids, jobId) => guarded(async () => void (await updateEach(uuids, { $set: { jobId } }))),
    countOpen: (channel, most) => guarded(() => messages.countDocuments({ state: 'open', channel }, { limit: most })),
    count: () =>
      guarded(async () => {
        const counts = await Promise.all(
          messageStateSchema.options.map(async (state) => [state, await messages.countDocuments({ state })] as const),
        );
        return Object.fromEntries(counts) as Record<MessageState, number>;
      }),
  });

  async function accept(incoming: readonly NewMessage[], jobId: string | undefined): Promise<Accepted[]> {
    const at = clock.now();
    await storeLarge(incoming);
    const known = await insertUnknown(
      messages,
      incoming.map((message) => acceptDocument(message, jobId, at)),
    );
    const repeats = incoming.filter((_, index) => known.has(index));
    await rememberRepeats(repeats, at);
    return incoming.map(({ uuid }, index) => ({ uuid, isNew: !known.has(index) }));
  }

  /**
   * Bytes before the document that stands for them. Those of a known message are kept, or were destroyed; another
   * delivery of it has other trace headers, and so other bytes.
   */
  async function storeLarge(incoming: readonly NewMessage[]): Promise<void> {
    const large = incoming.filter(({ raw }) => raw.byteLength > INLINE_LIMIT);
    if (large.length === 0) return;
    const ids = large.map(({ uuid }) => uuid);
    const known = await messages.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray();
    const seen = new Set(known.map(({ _id }) => _id));
    for (const { uuid, raw, mediaType, sha256 } of large) {
      if (seen.has(uuid)) continue;
      seen.add(uuid);
      await documents.put(uuid, raw, { bestandsnaam: uuid, formaat: mediaType, sha256 });
    }
  }

  /** A second delivery leaves a trace at the first: its place, so that a source can see that it is accepted. */
  async function rememberRepeats(repeats: readonly NewMessage[], at: Date): Promise<void> {
    if (repeats.length === 0) return;
    const found = await messages
      .find({ _id: { $in: repeats.map(({ uuid }) => uuid) } }, { projection: { locations: 1 } })
      .toArray();
    const known = new Map(found.map(({ _id, locations }) => [_id, new Set(locations)]));
    const operations = repeats
      .filter(({ uuid, location }) => known.get(uuid)?.has(location) === false)
      .map(({ uuid, location }) => ({
        updateOne: {
          filter: { _id: uuid },
          update: {
            $addToSet: { locations: location },
            $push: { steps: { op: at, step: 'opnieuw-bezorgd' } },
          },
        },
      }));
    if (operations.length > 0) await messages.bulkWrite(operations, { ordered: false });
  }

  async function withRaw(message: StoredMessage): Promise<StoredMessage> {
    return message.raw === undefined ? { ...message, raw: await documents.read(message.uuid) } : message;
  }

  async function readRaw(uuid: string): Promise<Uint8Array> {
    return guarded(async () => {
      const document = await messages.findOne({ _id: uuid }, { projection: { raw: 1 } });
      if (document === null) throw defect('message-bytes-missing', 'The bytes of an accepted message are gone');
      return document.raw ?? documents.read(uuid);
    });
  }

  async function updateEach(uuids: readonly string[], update: object) {
    if (uuids.length === 0) return;
    await messages.bulkWrite(
      uuids.map((uuid) => ({ updateOne: { filter: { _id: uuid }, update } })),
      {
        ordered: false,
      },
    );
  }
}

/** The range on the moment lets the index start at the right place; the rest settles equal moments. */
function acceptedBetween(since: Date | undefined, after: MessageFilter['after']) {
  if (since === undefined && after === undefined) return {};
  const { acceptedAt, uuid } = after ?? {};
  return {
    acceptedAt: {
      ...(since === undefined ? {} : { $gte: since }),
      ...(acceptedAt === undefined ? {} : { $lte: acceptedAt }),
    },
    ...(acceptedAt === undefined ? {} : { $or: [{ acceptedAt: { $lt: acceptedAt } }, { _id: { $lt: uuid } }] }),
  };
}

function toOpenMessage({ _id, channel, jobId }: MessageDocument): OpenMessage {
  return { uuid: _id, channel, ...(jobId === undefined ? {} : { jobId }) };
}

function summary(document: unknown): MessageSummary {
  return fromStored<StoredMessage>(document as MessageDocument);
}
