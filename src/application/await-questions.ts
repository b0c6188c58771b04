import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { toReferences, type Reference } from '#domain/inbound-message/reference.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { adressenOf } from '#domain/inbound-message/adressen-of.ts';
import { sameAdres, type Contactadres } from '#domain/klantcontact/same-adres.ts';
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
  readonly messages: Pick<MessageStore, 'findOpenNames' | 'addStep'>;
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
    const open = await messages.findOpenNames([...new Set(asked.map(({ name }) => name))], here);
    let waiting: Contacts[] = [];
    const isWaiting = (one: Contacts) =>
      (questions.get(one) ?? []).some((question) => open.has(question.name) || isAskedBy(waiting, question));
    for (let found = contacts.filter(isWaiting); found.length > waiting.length; found = contacts.filter(isWaiting))
      waiting = found;
    const first = waiting.filter(({ message }) => waitingSince(message) === undefined);
    if (first.length > 0)
      await messages.addStep(
        first.map(({ message }) => message.uuid),
        { op: now, step: WAITING },
      );
    return { ready: contacts.filter((one) => !waiting.includes(one)), waiting };
  };
}

interface Question {
  readonly name: Reference;
  readonly van: Contactadres | undefined;
}

/** What it answers is named first; the rest of its thread is no reason to wait. */
const questionsOf = ({ message: { channel }, contacten }: Contacts): Question[] =>
  contacten.flatMap(({ onderwerpobjecten }) =>
    onderwerpobjecten.flatMap((subject) =>
      'antwoordOp' in subject
        ? toReferences(channel, subject.antwoordOp.slice(0, 1)).map((name) => ({ name, van: subject.van }))
        : [],
    ),
  );

/**
 * What waits is a question that is open itself, for whoever answers it in turn: its own sender, since nobody else's reply
 * is tied to it. Somebody who takes the Message-ID of another holds up no reply to that.
 */
const isAskedBy = (waiting: readonly Contacts[], { name, van }: Question): boolean =>
  van !== undefined &&
  waiting.some(
    ({ message, contacten }) =>
      toReferences(message.channel, message.aliases).includes(name) &&
      contacten.some((contact) => adressenOf(contact).some((adres) => sameAdres(adres, van))),
  );

const waitingSince = ({ steps }: StoredMessage) => steps.find(({ step }) => step === WAITING)?.op;

function mayWait(message: StoredMessage, now: Date): boolean {
  const since = waitingSince(message);
  return since === undefined || Math.abs(now.getTime() - since.getTime()) < LONGEST_MS;
}
