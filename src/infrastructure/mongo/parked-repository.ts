import type { mongo } from 'mongoose';
import { transient } from '#domain/failure/failure.ts';
import { CHANNELS } from '#domain/inbound-message/channel-name.ts';
import { stateAfter, statesBefore, type MessageEvent } from '#domain/inbound-message/message-life.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import {
  eventOf,
  type ParkedChange,
  type ParkedCount,
  type ParkedFound,
  type ParkedStore,
} from '#application/ports/parked-store.ts';
import { guarded, type Mongo } from './connection.ts';
import { insertDocuments } from './insert-unit.ts';
import { INLINE_LIMIT } from './message-document.ts';
import { fromStored, modelOf, toStored, type Stored } from './models.ts';
import { options, type Session } from './session.ts';

type MessageDocument = Stored<StoredMessage>;
type DossierDocument = Stored<TaakDossier>;

/** An act that loses this often in a row has met something else than colleagues. */
const ROUNDS = 20;

export function createParkedRepository(mongoStore: Mongo, documents: Pick<DocumentStore, 'put'>): ParkedStore {
  const { connection } = mongoStore;
  const messages = modelOf<MessageDocument>(connection, 'messages')
    .collection as unknown as mongo.Collection<MessageDocument>;
  const dossiers = modelOf<DossierDocument>(connection, 'taakdossiers')
    .collection as unknown as mongo.Collection<DossierDocument>;

  return {
    find: (uuid) => guarded(() => find(uuid, undefined)),
    async change(uuid, decide) {
      for (let round = 0; round < ROUNDS; round += 1) {
        const result = await mongoStore.transact(async (session) => {
          const found = await find(uuid, session);
          if (found === undefined) return { outcome: undefined };
          const { outcome, change } = decide(found);
          if (change === undefined) return { outcome };
          return (await write(found, change, session)) ? { outcome } : undefined;
        });
        if (result !== undefined) return result.outcome;
      }
      throw transient('parked-contended', 'Too many changes of one parked message at once');
    },
    insert: (message, taak, audit) => insert(message, taak, audit),
    counts: () =>
      guarded(async () => {
        // One by one instead of grouping: the server that we embed where there is no MongoDB groups slowly.
        const found = await Promise.all(CHANNELS.map((channel) => countOf(channel)));
        return found.filter((count) => count !== undefined);
      }),
  };

  /** One after the other: a session carries one operation at a time. */
  async function find(uuid: string, session: Session): Promise<ParkedFound | undefined> {
    const message = await messages.findOne({ _id: uuid }, { projection: { raw: 0 }, ...options(session) });
    if (message === null) return undefined;
    const taak = await dossiers.findOne(
      { _id: herstelTaakUuid(uuid) },
      { projection: { _voornemen: 0 }, ...options(session) },
    );
    return {
      message: fromStored<StoredMessage>(message),
      ...(taak === null ? {} : { taak: fromStored<TaakDossier>(taak) }),
    };
  }

  /** The message is the judge: it changes only when it is where it was and nothing happened to it since it was read. */
  async function write(found: ParkedFound, change: ParkedChange, session: Session): Promise<boolean> {
    const { message } = found;
    const event = eventOf(found, change);
    const filter = {
      _id: message.uuid,
      state: { $in: statesBefore(event) },
      steps: { $size: message.steps.length },
    };
    const { matchedCount } = await messages.updateOne(filter, toUpdate(change, event) as never, options(session));
    if (matchedCount !== 1) return false;
    if (session !== undefined && change.taak !== undefined) {
      const { _id, ...fields } = toStored(change.taak);
      await dossiers.replaceOne({ _id }, fields, options(session));
    }
    await insertDocuments(connection, 'audit', [change.audit], session);
    return true;
  }

  async function insert(message: StoredMessage, taak: TaakDossier, audit: ParkedChange['audit']): Promise<boolean> {
    const { raw = new Uint8Array(), ...rest } = message;
    const { uuid, mediaType, sha256 } = message;
    const isLarge = raw.byteLength > INLINE_LIMIT;
    if (isLarge) await documents.put(uuid, raw, { bestandsnaam: uuid, formaat: mediaType, sha256 });
    return mongoStore.transact(async (session) => {
      if ((await messages.findOne({ _id: uuid }, { projection: { _id: 1 }, ...options(session) })) !== null)
        return false;
      const { _id, ...fields } = toStored(taak);
      await dossiers.updateOne({ _id }, { $setOnInsert: fields }, { upsert: true, ...options(session) });
      await insertDocuments(connection, 'audit', [audit], session);
      const stored = { ...toStored(rest), ...(isLarge ? {} : { raw: Buffer.from(raw) }) };
      await messages.insertOne(stored, options(session));
      return true;
    });
  }

  async function countOf(channel: ParkedCount['channel']): Promise<ParkedCount | undefined> {
    const filter = { channel, state: 'parked' as const };
    const count = await messages.countDocuments(filter);
    if (count === 0) return undefined;
    const first = await messages.findOne(filter, {
      projection: { finishedAt: 1, acceptedAt: 1 },
      sort: { finishedAt: 1 },
    });
    return first === null ? undefined : { channel, count, oldest: first.finishedAt ?? first.acceptedAt };
  }
}

function toUpdate({ herstel, to, step }: ParkedChange, event: MessageEvent) {
  const $push = { steps: step };
  if (to === undefined) return { $set: { herstel }, $push };
  const state = stateAfter(event);
  if (to.state === 'aside') return { $set: { herstel, state, reason: to.reason, finishedAt: step.op }, $push };
  const { jobId } = to;
  return {
    $set: { herstel, state, attempts: 0, internetaken: [], ...(jobId === undefined ? {} : { jobId }) },
    $unset: { reason: '', finishedAt: '', ...(jobId === undefined ? { jobId: '' } : {}) },
    $push,
  };
}
