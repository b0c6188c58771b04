import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import { applyHerstel } from '#domain/inbound-message/apply-herstel.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { ParkMessage } from './park-message.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationPart, ConversationReader } from './ports/conversation-reader.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { Metrics } from './ports/metrics.ts';
import type { RegisterContacts } from './register-contacts.ts';

/** A sealed conversation becomes one klantcontact, or stays aside with its reason. Safe to repeat. */
export type RegisterConversation = (conversation: Conversation) => Promise<void>;

export interface RegisterConversationDeps {
  readonly conversations: Pick<ConversationStore, 'findEntries'>;
  readonly messages: Pick<MessageStore, 'find' | 'setAside'>;
  readonly reader: ConversationReader;
  readonly registerContacts: RegisterContacts;
  readonly parkMessage: ParkMessage;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

export function createRegisterConversation(deps: RegisterConversationDeps): RegisterConversation {
  return async (conversation) => {
    const parts = await readParts(conversation);
    const repaired = parts.filter(({ message }) => cameBack(message));
    await registerParts(
      conversation,
      parts.filter(({ message }) => !cameBack(message)),
    );
    // The others may stand in the register already, and a klantcontact never changes: what comes back later is its own.
    for (const part of repaired) await registerParts(conversation, [part]);
  };

  async function registerParts(conversation: Conversation, parts: readonly ConversationPart[]): Promise<void> {
    if (parts.every(({ message }) => message.state !== 'open')) return;
    const outcome = withHerstel(parts, deps.reader.normalise(conversation, parts));
    const messages = parts.map(({ message }) => message.uuid);
    if (outcome.kind === 'aside') {
      for (const message of messages) await deps.messages.setAside(message, { code: outcome.code }, deps.clock.now());
      deps.metrics.setAside('whatsapp', outcome.code);
      return;
    }
    const { contacten } = outcome;
    await deps.registerContacts([{ key: conversationKey(messages), channel: 'whatsapp', messages, contacten }]);
    const now = deps.clock.now().getTime();
    deps.metrics.registered('whatsapp', (now - conversation.lastReceivedAt.getTime()) / 1000);
  }

  /** Parts that can be read; one that cannot is parked by itself and the others go on. */
  async function readParts({ messages }: Conversation): Promise<ConversationPart[]> {
    const [stored, entries] = await Promise.all([
      deps.messages.find(messages, { raw: true }),
      deps.conversations.findEntries(messages),
    ]);
    const media = new Map(entries.map(({ uuid, medium }) => [uuid, medium]));
    const parts: ConversationPart[] = [];
    // Parked or laid aside is a person's business now; registered ones are here because an attempt died after its commit.
    // What a person registers by hand has its own road.
    const mine = stored.filter(({ herstel }) => herstel?.handmatig === undefined);
    for (const message of mine.filter(({ state }) => state === 'open' || state === 'registered')) {
      try {
        deps.reader.toJoining(message);
      } catch (thrown) {
        await deps.parkMessage(message.uuid, { code: toFailure(thrown).code });
        continue;
      }
      const medium = media.get(message.uuid);
      parts.push({ message, ...(medium === undefined ? {} : { medium }) });
    }
    return parts;
  }
}

/** Parked once, or set aside with the others: a person brought it back. */
const cameBack = ({ steps }: StoredMessage) => steps.some(({ step }) => step === 'geparkeerd' || step === 'heropend');

/** What a person said about a message counts for the contact that it alone became. */
function withHerstel([part, ...others]: readonly ConversationPart[], outcome: Normalised): Normalised {
  if (part === undefined || others.length > 0) return outcome;
  const { message } = part;
  const { herstel } = message;
  return herstel === undefined ? outcome : applyHerstel({ ...message, herstel }, outcome, () => undefined);
}

/**
 * Root of the ids of the klantcontact: from the messages themselves, whose set no longer changes. A message is in one
 * conversation only, so the smallest uuid names it.
 */
function conversationKey(messages: readonly string[]): string {
  const [first = ''] = [...messages].sort();
  return deterministicUuid(`whatsapp:gesprek:${first}`, 'key');
}
