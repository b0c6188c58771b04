import { setImmediate } from 'node:timers/promises';
import { toFailure, type Failure } from '#domain/failure/failure.ts';
import type { AcceptMessages } from './accept-messages.ts';
import type { JoinMessages } from './join-messages.ts';
import type { ParkMessage } from './park-message.ts';
import type { ConversationReader, PayloadContents, UnreadableMessage } from './ports/conversation-reader.ts';
import type { JoiningMessage } from './ports/conversation-store.ts';
import type { DeliveryState, DeliveryStateStore } from './ports/delivery-state-store.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore, NewMessage } from './ports/message-store.ts';
import type { Metrics } from './ports/metrics.ts';
import type { Payload, PayloadStore } from './ports/payload-store.ts';

/**
 * Takes stored deliveries apart: every message in them is accepted and joins its conversation, everything else is
 * counted. One that cannot be read is parked with a task for a person and its neighbours go on. Safe to repeat at any
 * point: a delivery stays open until everything in it stands. Throws when some of it must be tried again.
 */
export interface ExpandPayloads {
  expand(uuids: readonly string[]): Promise<void>;
  /** Takes in the contents of one delivery; also used for one that a person wants tried again. */
  takeIn(payload: Payload): Promise<void>;
  /** What is left of these after every attempt: parked. */
  park(uuids: readonly string[], failure: Failure): Promise<void>;
}

export interface ExpandPayloadsDeps {
  readonly payloads: Pick<PayloadStore, 'findOpen' | 'close'>;
  readonly reader: ConversationReader;
  readonly acceptMessages: AcceptMessages;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly joinMessages: JoinMessages;
  readonly parkMessage: ParkMessage;
  readonly deliveryStates: DeliveryStateStore;
  readonly metrics: Metrics;
  readonly log: Log;
}

interface Contents {
  readonly payload: Payload;
  readonly contents: PayloadContents;
}

/** Bytes. */
const LARGE = 64 * 1024;
/** Messages accepted in one round trip. */
const CHUNK = 200;

export function createExpandPayloads(deps: ExpandPayloadsDeps): ExpandPayloads {
  return {
    async expand(uuids) {
      const readable: Contents[] = [];
      const unreadable: { payload: Payload; failure: Failure }[] = [];
      for (const payload of await deps.payloads.findOpen(uuids)) {
        // Reading a large one takes tenths of a second: other work comes in between.
        if (payload.raw.byteLength > LARGE) await setImmediate();
        try {
          readable.push({ payload, contents: deps.reader.split(payload) });
        } catch (thrown) {
          unreadable.push({ payload, failure: toFailure(thrown) });
        }
      }
      await takeInTogether(readable);
      for (const { payload, failure } of unreadable) await parkPayload(payload, failure);
    },
    takeIn: async (payload) => takeInAll([{ payload, contents: deps.reader.split(payload) }]),
    async park(uuids, failure) {
      for (const payload of await deps.payloads.findOpen(uuids)) await parkPayload(payload, failure);
    },
  };

  /** All in one go; when something in one of them is refused, one by one, so that it fails alone. */
  async function takeInTogether(all: readonly Contents[]): Promise<void> {
    try {
      await takeInAll(all);
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.kind === 'transient' || all.length === 1) throw failure;
      const failed: Failure[] = [];
      for (const one of all) await takeInAll([one]).catch((again: unknown) => failed.push(toFailure(again)));
      if (failed[0] !== undefined) throw failed[0];
    }
  }

  async function takeInAll(all: readonly Contents[]): Promise<void> {
    if (all.length === 0) return;
    const messages = all.flatMap(({ contents }) => contents.messages);
    for (let at = 0; at < messages.length; at += CHUNK) await takeInMessages(messages.slice(at, at + CHUNK));
    for (const one of all.flatMap(({ contents }) => contents.unreadable)) await parkUnreadable(one);
    await raise(all.flatMap(({ contents }) => contents.deliveryStates));
    await deps.payloads.close(
      all.map(({ payload }) => payload.uuid),
      'expanded',
    );
    for (const { contents } of all) count(contents);
  }

  async function takeInMessages(messages: readonly NewMessage[]): Promise<void> {
    if (messages.length === 0) return;
    const accepted = await deps.acceptMessages(messages);
    const known = accepted.filter(({ isNew }) => !isNew).map(({ uuid }) => uuid);
    const settled = await findSettled(known);
    const joining: JoiningMessage[] = [];
    for (const message of new Map(messages.map((one) => [one.uuid, one])).values()) {
      if (!settled.has(message.uuid)) joining.push(deps.reader.toJoining(toStored(message)));
    }
    await deps.joinMessages(joining);
  }

  /** Delivered before and done with; parked ones wait for a person. */
  async function findSettled(uuids: readonly string[]): Promise<Set<string>> {
    if (uuids.length === 0) return new Set();
    const known = await deps.messages.find(uuids, { raw: false });
    return new Set(known.filter(({ state }) => state !== 'open').map(({ uuid }) => uuid));
  }

  async function parkUnreadable({ message, code }: UnreadableMessage): Promise<void> {
    await deps.acceptMessages([message]);
    await deps.parkMessage(message.uuid, { code });
  }

  async function parkPayload(payload: Payload, failure: Failure): Promise<void> {
    await parkUnreadable({ message: deps.reader.toUnreadablePayload(payload), code: failure.code });
    await deps.payloads.close([payload.uuid], 'parked');
    deps.log.warn({ payload: payload.uuid, code: failure.code }, 'payload-parked');
  }

  async function raise(states: readonly DeliveryState[]): Promise<void> {
    if (states.length > 0) await deps.deliveryStates.raise(states);
  }

  function count({ ignored, unknownNumbers }: PayloadContents): void {
    for (const [code, times] of ignored) deps.metrics.ignored('whatsapp', code, times);
    if (unknownNumbers === 0) return;
    deps.metrics.ignored('whatsapp', 'unknown-number-taken-in', unknownNumbers);
    deps.log.warn({ count: unknownNumbers }, 'message-for-unknown-number');
  }
}

/** Joining looks at the key, the bytes and the envelope only: no need to read back what was just written. */
function toStored({ location, ...message }: NewMessage) {
  return {
    ...message,
    state: 'open' as const,
    acceptedAt: message.receivedAt,
    envelope: { ...message.envelope },
    locations: [location],
    aliases: [...message.aliases],
    size: message.raw.byteLength,
    attempts: 0,
    klantcontacten: [],
    internetaken: [],
    steps: [],
  };
}
