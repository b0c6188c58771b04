import { Readable } from 'node:stream';
import { defect } from '#domain/failure/failure.ts';
import { mustRegister } from '#domain/inbound-message/herstel.schema.ts';
import { stateAfter, transition, type MessageEvent } from '#domain/inbound-message/message-life.ts';
import { toReferences } from '#domain/inbound-message/reference.ts';
import {
  messageStateSchema,
  type MessageState,
  type StoredMessage,
} from '#domain/inbound-message/stored-message.schema.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Accepted, MessageStore, MessageSummary, NewMessage } from '#application/ports/message-store.ts';
import type { MemoryDatabase, Turn } from './memory-database.ts';

export interface MemoryStoreDeps {
  readonly database: MemoryDatabase;
  readonly turn: Turn;
  readonly clock: Clock;
}

const OPEN_AT_ONCE = 2;

/** The ledger in memory, with the promises of the port. */
export function createMemoryMessageStore({ database: { messages }, turn, clock }: MemoryStoreDeps): MessageStore {
  return {
    accept: (incoming, jobId) => turn('accept', () => incoming.map((message) => accept(message, jobId, clock.now()))),
    find: (uuids, { raw }) =>
      turn('find', () => {
        const found = messages.all().filter(({ uuid }) => uuids.includes(uuid));
        return raw ? found : found.map(withoutRaw);
      }),
    readRaw: (uuid) => turn('readRaw', () => bytesOf(uuid)),
    openRaw: (uuid) => turn('openRaw', () => Readable.from([Buffer.from(bytesOf(uuid))])),
    findLocations: (asked) =>
      turn('findLocations', () => {
        const known = messages.all().flatMap(({ locations, size }) => locations.map((one) => [one, size] as const));
        return new Map(known.filter(([location]) => asked.includes(location)));
      }),
    findOpenNames: (asked, except) =>
      turn('findOpenNames', () => {
        const open = messages.all().filter(({ uuid, state }) => state === 'open' && !except.includes(uuid));
        const known = new Set(open.flatMap(({ channel, aliases }) => toReferences(channel, aliases)));
        return new Set(asked.filter((name) => known.has(name)));
      }),
    addStep: (uuids, step) =>
      turn('addStep', () => {
        for (const uuid of uuids) change(uuid, (message) => ({ ...message, steps: [...message.steps, step] }));
      }),
    countAttempt: (uuid) =>
      turn('countAttempt', () => {
        change(uuid, (message) => ({ ...message, attempts: message.attempts + 1 }));
        return messages.find(uuid)?.attempts ?? 0;
      }),
    setAside: (uuid, reason, at) =>
      turn('setAside', () => {
        const detail = reason.code;
        const known = messages.find(uuid);
        if (known !== undefined && mustRegister(known)) return;
        move(uuid, 'set-aside', (message) => ({
          ...withStep(message, { op: at, step: 'apart-gehouden', detail }),
          reason,
          finishedAt: at,
        }));
      }),
    list: ({ channel, state, since, after, limit = 100 }) =>
      turn('list', () =>
        messages
          .all()
          .filter((message) => channel === undefined || message.channel === channel)
          .filter((message) => state === undefined || message.state === state)
          .filter((message) => since === undefined || message.acceptedAt >= since)
          .toSorted(lastFirst)
          .filter((message) => after === undefined || lastFirst(after, message) < 0)
          .slice(0, limit)
          .map(withoutRaw),
      ),
    trace: (term) =>
      turn('trace', () => {
        const bare = term.trim().replace(/^<|>$/g, '');
        const isMeant = ({ uuid, aliases }: StoredMessage) =>
          uuid === bare || aliases.includes(bare) || aliases.includes(term.trim());
        const found = messages.all().filter(isMeant);
        const others = messages.all().filter(({ aliases }) => aliases.includes(`<${bare}>`));
        return (found.length > 0 ? found : others).map(withoutRaw);
      }),
    listOpen: async function* (before, channel) {
      const open = await turn('listOpen', () =>
        messages
          .all()
          .filter(({ state, acceptedAt }) => state === 'open' && acceptedAt < before)
          .filter((message) => channel === undefined || message.channel === channel)
          .map(({ uuid, channel: its, jobId }) => ({ uuid, channel: its, ...(jobId === undefined ? {} : { jobId }) })),
      );
      // In small steps, so that other work comes between two of them.
      for (let at = 0; at < open.length; at += OPEN_AT_ONCE) yield open.slice(at, at + OPEN_AT_ONCE);
    },
    countOpen: (channel, most) =>
      turn('countOpen', () => {
        const open = messages.all().filter((message) => message.state === 'open' && message.channel === channel);
        return Math.min(open.length, most);
      }),
    setJob: (uuids, jobId) =>
      turn('setJob', () => {
        for (const uuid of uuids) change(uuid, (message) => ({ ...message, jobId }));
      }),
    count: () =>
      turn('count', () => {
        const inState = (state: MessageState) => messages.all().filter((message) => message.state === state).length;
        return Object.fromEntries(messageStateSchema.options.map((state) => [state, inState(state)])) as Record<
          MessageState,
          number
        >;
      }),
  };

  function accept(message: NewMessage, jobId: string | undefined, at: Date): Accepted {
    const { uuid, location } = message;
    if (messages.insert(toStoredMessage(message, jobId, at))) return { uuid, isNew: true };
    if (messages.find(uuid)?.locations.includes(location) === false)
      change(uuid, (known) => ({
        ...withStep(known, { op: at, step: 'opnieuw-bezorgd' }),
        locations: [...known.locations, location],
      }));
    return { uuid, isNew: false };
  }

  function change(uuid: string, to: (message: StoredMessage) => StoredMessage): void {
    const message = messages.find(uuid);
    if (message !== undefined) messages.replace(to(message));
  }

  function move(uuid: string, event: MessageEvent, to: (message: StoredMessage) => StoredMessage): boolean {
    const message = messages.find(uuid);
    if (message === undefined || transition(message.state, event).kind !== 'moved') return false;
    messages.replace({ ...to(message), state: stateAfter(event) });
    return true;
  }

  function bytesOf(uuid: string): Uint8Array {
    const raw = messages.find(uuid)?.raw;
    if (raw === undefined) throw defect('message-bytes-missing', 'The bytes of an accepted message are gone');
    return raw;
  }
}

function toStoredMessage(message: NewMessage, jobId: string | undefined, at: Date): StoredMessage {
  const { location, aliases, envelope, ...rest } = message;
  return {
    ...rest,
    envelope: { ...envelope },
    state: stateAfter('accepted'),
    acceptedAt: at,
    locations: [location],
    aliases: [...new Set(aliases)],
    size: message.raw.byteLength,
    ...(jobId === undefined ? {} : { jobId }),
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [
      { op: message.receivedAt, step: 'ontvangen' },
      { op: at, step: 'aangenomen' },
    ],
  };
}

export const withStep = (message: StoredMessage, step: StoredMessage['steps'][number]): StoredMessage => ({
  ...message,
  steps: [...message.steps, step],
});

type Place = Pick<StoredMessage, 'acceptedAt' | 'uuid'>;
const lastFirst = (a: Place, b: Place) =>
  b.acceptedAt.getTime() - a.acceptedAt.getTime() || (a.uuid < b.uuid ? 1 : a.uuid > b.uuid ? -1 : 0);

export function withoutRaw(message: StoredMessage): MessageSummary {
  const summary = { ...message };
  delete summary.raw;
  return summary;
}
