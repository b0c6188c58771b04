import { toFailure, transient, type Failure } from '#domain/failure/failure.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { transition } from '#domain/inbound-message/message-life.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { createAwaitQuestions, type Contacts } from './await-questions.ts';
import { createInTurn } from './in-turn.ts';
import type { ParkMessage } from './park-message.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { Metrics } from './ports/metrics.ts';
import type { Normaliser } from './ports/normaliser.ts';
import type { ContactsEntry, RegisterContacts } from './register-contacts.ts';

/**
 * Takes accepted messages to their end: registered, aside or parked. Each message of the list has its own outcome; a
 * poison one is parked and its neighbours are registered. Throws a transient Failure when some must be tried again.
 */
export type RegisterMessages = (channel: ChannelName, uuids: readonly string[]) => Promise<void>;

export interface RegisterMessagesDeps {
  readonly messages: MessageStore;
  readonly normaliser: Normaliser;
  readonly registerContacts: RegisterContacts;
  readonly parkMessage: ParkMessage;
  readonly clock: Clock;
  readonly metrics: Metrics;
  readonly log: Log;
}

/** A failure of our own that comes back this often for the same message is parked, so that it cannot block the rest. */
const DEFECT_ATTEMPTS = 3;
const isAbout = ({ facts }: Failure, { uuid }: StoredMessage) => facts['message'] === uuid;
const hasBytes = ({ raw }: StoredMessage) => raw !== undefined;
const toEntry = ({ message: { key, channel, uuid, aliases }, contacten }: Contacts): ContactsEntry => ({
  key,
  channel,
  messages: [uuid],
  contacten,
  aliases,
});

export function createRegisterMessages(deps: RegisterMessagesDeps): RegisterMessages {
  const inTurn = createInTurn();
  const awaitQuestions = createAwaitQuestions(deps);
  return async (channel, uuids) => {
    const stored = await deps.messages.find(uuids, { raw: 'small' });
    const open = stored.filter(({ state }) => transition(state, 'registered').kind === 'moved');
    const failed = await take(channel, open.filter(hasBytes));
    // Alone, also beside the other jobs of this process: a large message is held in memory once at a time.
    for (const message of open.filter((one) => !hasBytes(one))) {
      failed.push(...(await inTurn(() => take(channel, [message]))));
    }
    if (failed.length > 0) {
      const [first] = failed;
      throw transient('messages-to-retry', `${failed.length} messages must be tried again (${first?.code ?? ''})`, {
        facts: { count: failed.length },
        cause: first,
      });
    }
  };

  /** Takes these to their end together; answers what must be tried again. */
  async function take(channel: ChannelName, open: readonly StoredMessage[]): Promise<Failure[]> {
    if (open.length === 0) return [];
    const byUuid = new Map(open.map(({ raw: _raw, ...message }) => [message.uuid, message]));
    const results = await deps.normaliser.normalise(channel, open);
    const contacts: Contacts[] = [];
    const failed: Failure[] = [];
    for (const { uuid, outcome } of results) {
      const message = byUuid.get(uuid);
      if (message === undefined) continue;
      if (outcome instanceof Error) failed.push(...(await handleFailure(message, outcome)));
      else if (outcome.kind === 'aside') await setAside(message, outcome.code, outcome.detail);
      else contacts.push({ message, contacten: outcome.contacten });
    }
    const { ready, waiting } = await awaitQuestions(contacts);
    failed.push(...waiting.map(() => transient('question-under-way', 'The message that this one answers comes first')));
    failed.push(...(await registerAll(ready)));
    return failed;
  }

  /** Together when all is well; one by one when something in one of them is refused, so that it fails alone. */
  async function registerAll(contacts: readonly Contacts[]): Promise<Failure[]> {
    if (contacts.length === 0) return [];
    try {
      await register(contacts);
      return [];
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.kind === 'transient') throw failure;
      const culprit = contacts.length === 1 ? contacts[0] : contacts.find((one) => isAbout(failure, one.message));
      if (culprit !== undefined) {
        const failed = await handleFailure(culprit.message, failure);
        const others = contacts.filter((one) => one !== culprit);
        return others.length === 0 ? failed : [...failed, ...(await registerAll(others))];
      }
    }
    const failed: Failure[] = [];
    for (const one of contacts) failed.push(...(await registerAll([one])));
    return failed;
  }

  async function register(contacts: readonly Contacts[]) {
    await deps.registerContacts(contacts.map(toEntry));
    const now = deps.clock.now().getTime();
    for (const { message } of contacts) {
      deps.metrics.registered(message.channel, (now - message.receivedAt.getTime()) / 1000);
    }
  }

  async function setAside(message: StoredMessage, code: string, detail: string | undefined) {
    await deps.messages.setAside(message.uuid, { code, ...(detail === undefined ? {} : { detail }) }, deps.clock.now());
    deps.metrics.setAside(message.channel, code);
  }

  /** Parks what can never be read; answers what must be tried again. */
  async function handleFailure(message: StoredMessage, failure: Failure): Promise<Failure[]> {
    deps.log.warn({ message: message.uuid, kind: failure.kind, code: failure.code }, 'message-failed');
    if (failure.kind === 'transient') return [failure];
    if (failure.kind === 'defect' && (await deps.messages.countAttempt(message.uuid)) < DEFECT_ATTEMPTS)
      return [failure];
    await deps.parkMessage(message.uuid, { code: failure.code, detail: failure.message.slice(0, 500) });
    return [];
  }
}
