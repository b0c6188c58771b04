import { defect } from '../failure/failure.ts';
import type { MessageState } from './stored-message.schema.ts';

/**
 * What can happen to an accepted message.
 * - `accepted`              its bytes are durable for the first time;
 * - `delivered-again`       the same message came once more: a trace, nothing else;
 * - `registered`            its klantcontacten stand, in the same commit;
 * - `set-aside`             the rules say that nothing is registered (bounce, automatic reply);
 * - `unreadable`            can never be read as it is: a person gets a task, in the same commit;
 * - `attempts-exhausted`    a failure of ours came back too often: the same;
 * - `released-by-person`    to be tried again from its bytes;
 * - `discarded-by-person`   laid aside, with the person's reason;
 * - `reopened-by-person`    what was set aside or discarded is to be registered after all, with the person's reason.
 */
export const MESSAGE_EVENTS = [
  'accepted',
  'delivered-again',
  'registered',
  'set-aside',
  'unreadable',
  'attempts-exhausted',
  'released-by-person',
  'discarded-by-person',
  'reopened-by-person',
] as const;
export type MessageEvent = (typeof MESSAGE_EVENTS)[number];

/** `new` is a message that is not there yet. */
export type LifeState = 'new' | MessageState;

/**
 * The one table. A state that is named leads there; `late` is work that came after another attempt had finished (a
 * duplicate job, a process that was thought dead): it changes nothing; what is missing cannot be.
 */
const LIFE: Readonly<Record<LifeState, Readonly<Partial<Record<MessageEvent, MessageState | 'late'>>>>> = {
  new: { accepted: 'open' },
  open: {
    'delivered-again': 'open',
    registered: 'registered',
    'set-aside': 'aside',
    unreadable: 'parked',
    'attempts-exhausted': 'parked',
  },
  registered: afterTheEnd('registered'),
  parked: {
    ...afterTheEnd('parked'),
    'released-by-person': 'open',
    'discarded-by-person': 'aside',
  },
  aside: { ...afterTheEnd('aside'), 'reopened-by-person': 'open' },
};

function afterTheEnd(state: MessageState) {
  return {
    'delivered-again': state,
    registered: 'late',
    'set-aside': 'late',
    unreadable: 'late',
    'attempts-exhausted': 'late',
  } as const;
}

export type Transition =
  { readonly kind: 'moved'; readonly to: MessageState } | { readonly kind: 'late' } | { readonly kind: 'illegal' };

/** What this event does to a message in this state. */
export function transition(state: LifeState, event: MessageEvent): Transition {
  const to = LIFE[state][event];
  if (to === undefined) return { kind: 'illegal' };
  return to === 'late' ? { kind: 'late' } : { kind: 'moved', to };
}

/** The states that a stored message may be in for this event to move it: the filter of every write of a state. */
export function statesBefore(event: MessageEvent): MessageState[] {
  const states = Object.keys(LIFE) as LifeState[];
  return states.filter((state) => state !== 'new' && transition(state, event).kind === 'moved') as MessageState[];
}

/** Where this event leads, whatever it came from. Throws a defect for an event that leaves a message where it is. */
export function stateAfter(event: MessageEvent): MessageState {
  const ends = new Set(
    (Object.keys(LIFE) as LifeState[])
      .map((state) => transition(state, event))
      .flatMap((step) => (step.kind === 'moved' ? [step.to] : [])),
  );
  const [only] = ends;
  if (only === undefined || ends.size > 1) throw defect('event-without-end', `${event} does not lead to one state`);
  return only;
}
