import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Clock } from './ports/clock.ts';
import type { MessageStore } from './ports/message-store.ts';

export interface Contacts {
  readonly message: StoredMessage;
  readonly contacten: readonly InboundMessage[];
}

/**
 * Sets apart the replies whose question is accepted and not registered yet: another worker has it at this moment, and a
 * klantcontact that stands cannot be tied to it any more. After a minute a reply no longer waits (two mails may answer
 * each other). The question is looked for before the register is asked: whatever it became in between is found there.
 */
export type AwaitQuestions = (contacts: readonly Contacts[]) => Promise<{ ready: Contacts[]; waiting: Contacts[] }>;

export interface AwaitQuestionsDeps {
  readonly messages: Pick<MessageStore, 'findOpenAliases' | 'addStep'>;
  readonly clock: Clock;
}

const WAITING = 'wacht-op-vraag';
const LONGEST_MS = 60_000;

export function createAwaitQuestions({ messages, clock }: AwaitQuestionsDeps): AwaitQuestions {
  return async (contacts) => {
    const now = clock.now();
    const questions = new Map(contacts.map((one) => [one, mayWait(one.message, now) ? questionsOf(one) : []]));
    const asked = [...questions.values()].flat();
    if (asked.length === 0) return { ready: [...contacts], waiting: [] };
    const here = contacts.map(({ message }) => message.uuid);
    const open = await messages.findOpenAliases([...new Set(asked)], here);
    const isWaiting = (one: Contacts) => (questions.get(one) ?? []).some((id) => open.has(id));
    let waiting: Contacts[] = [];
    // What waits is a question that is open itself, for whoever answers it in turn.
    for (let found = contacts.filter(isWaiting); found.length > waiting.length; found = contacts.filter(isWaiting)) {
      waiting = found;
      for (const id of waiting.flatMap(({ message }) => message.aliases)) open.add(id);
    }
    const first = waiting.filter(({ message }) => waitingSince(message) === undefined);
    if (first.length > 0)
      await messages.addStep(
        first.map(({ message }) => message.uuid),
        { op: now, step: WAITING },
      );
    return { ready: contacts.filter((one) => !waiting.includes(one)), waiting };
  };
}

/** What it answers is named first, once bare and once as it was written; the rest of its thread is no reason to wait. */
const questionsOf = ({ contacten }: Contacts): string[] =>
  contacten.flatMap(({ onderwerpobjecten }) =>
    onderwerpobjecten.flatMap((subject) => ('antwoordOp' in subject ? subject.antwoordOp.slice(0, 2) : [])),
  );

const waitingSince = ({ steps }: StoredMessage) => steps.find(({ step }) => step === WAITING)?.op;

function mayWait(message: StoredMessage, now: Date): boolean {
  const since = waitingSince(message);
  return since === undefined || Math.abs(now.getTime() - since.getTime()) < LONGEST_MS;
}
