import type { mongo } from 'mongoose';
import type { Actor } from '#domain/actor/actor.schema.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { stateAfter, statesBefore, transition } from '#domain/inbound-message/message-life.ts';
import type {
  MessageState,
  MessageStep,
  ParkReason,
  StoredMessage,
} from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { Failure, transient } from '#domain/failure/failure.ts';
import type { Registration, RegisterStore } from '#application/ports/register-store.ts';
import { guarded, type Mongo } from './connection.ts';
import { findEarlier } from './earlier/find-earlier.ts';
import { insertNewAudit } from './insert-audit.ts';
import { insertUnits } from './insert-unit.ts';
import { isDuplicateKey } from './mongo-failure.ts';
import { modelOf, toStored, type CollectionName } from './models.ts';
import { options, type Session } from './session.ts';

type AnyDocument = { _id: string } & Record<string, unknown>;

/** First nummers; ten digits at most leaves room for nine hundred million of each. */
const FIRST_NUMMER = { klantcontact: 1_000_000_000, internetaak: 2_000_000_000 } as const;

export function createRegisterRepository(mongoStore: Mongo): RegisterStore {
  const { connection } = mongoStore;
  const collection = (name: CollectionName) =>
    modelOf<AnyDocument>(connection, name).collection as unknown as mongo.Collection<AnyDocument>;

  return {
    async saveRegistrations(registrations) {
      try {
        await mongoStore.transact((session) => writeAll(registrations, session));
        return true;
      } catch (thrown) {
        if (!isDuplicate(thrown)) throw thrown;
        if (registrations.length > 1) return false;
        await guarded(() => completeKnown(registrations));
        return true;
      }
    },

    async park(messageUuid, reason, dossier, audit) {
      await mongoStore.transact((session) => park(messageUuid, reason, dossier, audit, session));
    },

    reserveNummers: (soort, count) =>
      guarded(async () => {
        if (count === 0) return [];
        const counter = await collection('counters').findOneAndUpdate(
          { _id: soort },
          { $inc: { value: count } } as never,
          { upsert: true, returnDocument: 'after' },
        );
        const last = FIRST_NUMMER[soort] + Number(counter?.['value'] ?? count);
        return Array.from({ length: count }, (_, index) => String(last - count + index + 1));
      }),

    saveActoren: (actoren) =>
      guarded(async () => {
        const known = await collection('actoren')
          .find({}, { projection: { indicatieActief: 1 } })
          .toArray();
        const wanted = new Set(actoren.map(({ uuid }) => uuid));
        const operations = [
          ...actoren.map((actor: Actor, index) => {
            const { _id, ...fields } = toStored(actor);
            const update = { $set: fields, $setOnInsert: { _volgnummer: known.length + index } };
            return { updateOne: { filter: { _id }, update, upsert: true } };
          }),
          ...known
            .filter(({ _id, ['indicatieActief']: active }) => active === true && !wanted.has(_id))
            .map(({ _id }) => ({ updateOne: { filter: { _id }, update: { $set: { indicatieActief: false } } } })),
        ];
        if (operations.length > 0) await collection('actoren').bulkWrite(operations);
      }),

    findEarlier: (names) => guarded(() => findEarlier(connection, names)),
  };

  /** The message is marked when everything stands; without transactions it is looked at before anything is written. */
  async function writeAll(registrations: readonly Registration[], session: Session) {
    const units = registrations.flatMap((registration) => registration.units);
    if (session === undefined) await refuseFinished(registrations.flatMap(({ messages }) => messages));
    await insertUnits(connection, units, session);
    const operations = registrations.flatMap(finishOperations);
    const { matchedCount } = await collection('messages').bulkWrite(operations as never, options(session));
    if (session !== undefined && matchedCount < operations.length) throw notOpen();
  }

  async function refuseFinished(messages: readonly string[]) {
    const found = await collection('messages')
      .find({ _id: { $in: [...messages] } }, { projection: { state: 1 } })
      .toArray();
    const isOther = (state: MessageState) => state !== 'registered' && transition(state, 'registered').kind !== 'moved';
    if (found.some(({ ['state']: state }) => isOther(state as MessageState))) throw notOpen();
  }

  /** The unit stood there already: whoever committed it died before this process knew. Only the ledger may lag. */
  async function completeKnown(registrations: readonly Registration[]) {
    for (const { messages, at, units, steps } of registrations) {
      const uuids = units.map(({ klantcontact }) => klantcontact.uuid);
      const taken = units.flatMap((unit) => unit.internetaken.map(({ uuid }) => uuid));
      const [klantcontacten, internetaken, known] = await Promise.all([
        numbersOf('klantcontacten', uuids),
        numbersOf('internetaken', taken),
        collection('messages')
          .find({ _id: { $in: [...messages] }, state: { $in: statesBefore('registered') } } as never, {
            projection: { _id: 1 },
          })
          .toArray(),
      ]);
      // Another unit has one of our nummers: ours does not stand, and the next attempt asks for new ones.
      if (klantcontacten.length < uuids.length) throw transient('nummer-taken', 'A nummer was in use already');
      const operations = known.map(({ _id }) => finish(_id, at, klantcontacten, internetaken, steps));
      if (operations.length > 0) await collection('messages').bulkWrite(operations as never);
    }
  }

  async function numbersOf(name: CollectionName, uuids: readonly string[]) {
    const found = await collection(name)
      .find({ _id: { $in: [...uuids] } }, { projection: { nummer: 1 } })
      .toArray();
    return found.map(({ _id, ['nummer']: nummer }) => ({ uuid: _id, nummer: String(nummer) }));
  }

  async function park(
    messageUuid: string,
    reason: ParkReason,
    dossier: TaakDossier,
    audit: AuditEntry,
    session: Session,
  ) {
    const message = await collection('messages').findOne(
      { _id: messageUuid },
      { projection: { state: 1 }, ...options(session) },
    );
    const step = transition((message?.['state'] as MessageState | undefined) ?? 'new', 'unreadable');
    if (step.kind !== 'moved') return;
    const { _id, ...fields } = toStored(dossier);
    // A message that was parked before, repaired and parked again keeps its one task: it is opened again.
    await collection('taakdossiers').updateOne(
      { _id },
      {
        $setOnInsert: without(fields, ['status', 'toelichting']),
        $set: { status: 'te_verwerken', toelichting: fields.toelichting },
        $unset: { afhandeling: '', afgehandeldOp: '', behandelaar: '', opgepaktOp: '' },
      } as never,
      { upsert: true, ...options(session) },
    );
    await insertNewAudit(connection, [audit], session);
    await collection('messages').updateOne(
      { _id: messageUuid, state: { $in: statesBefore('unreadable') } },
      {
        $set: {
          state: step.to,
          reason,
          finishedAt: audit.op,
          internetaken: [{ uuid: dossier.uuid, nummer: dossier.nummer }],
        },
        $push: { steps: { op: audit.op, step: 'geparkeerd', detail: reason.code } },
      } as never,
      options(session),
    );
  }
}

function finishOperations({ messages, units, at, steps }: Registration) {
  const klantcontacten = units.map(({ klantcontact: { uuid, nummer } }) => ({ uuid, nummer }));
  const internetaken = units.flatMap((unit) => unit.internetaken.map(({ uuid, nummer }) => ({ uuid, nummer })));
  return messages.map((uuid) => finish(uuid, at, klantcontacten, internetaken, steps));
}

type Numbered = Pick<StoredMessage['klantcontacten'][number], 'uuid' | 'nummer'>;

function finish(
  uuid: string,
  at: Date,
  klantcontacten: Numbered[],
  internetaken: Numbered[],
  steps: readonly MessageStep[] = [],
) {
  return {
    updateOne: {
      filter: { _id: uuid, state: { $in: statesBefore('registered') } },
      update: {
        $set: { state: stateAfter('registered'), finishedAt: at, klantcontacten, internetaken },
        $addToSet: { aliases: { $each: [...klantcontacten, ...internetaken].map(({ nummer }) => nummer) } },
        $push: { steps: { $each: [...steps, { op: at, step: 'geregistreerd' }] } },
      },
    },
  };
}

function without<T extends object>(fields: T, names: readonly string[]): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => !names.includes(name))) as Partial<T>;
}

/** Another attempt finished one of these messages (parked, aside) while this one was reading it. */
const notOpen = () => transient('message-not-open', 'A message was finished by another attempt in the meantime');

const isDuplicate = (thrown: unknown) => isDuplicateKey(thrown instanceof Failure ? thrown.cause : thrown);
