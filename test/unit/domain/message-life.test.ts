import { describe, expect, it } from 'vitest';
import {
  MESSAGE_EVENTS,
  stateAfter,
  statesBefore,
  transition,
  type LifeState,
} from '#domain/inbound-message/message-life.ts';

const STATES: readonly LifeState[] = ['new', 'open', 'registered', 'parked', 'aside'];
const to = (state: LifeState, event: (typeof MESSAGE_EVENTS)[number]) => {
  const step = transition(state, event);
  return step.kind === 'moved' ? step.to : step.kind;
};

describe('the life of a message', () => {
  it('is this table, and nothing else', () => {
    const table = Object.fromEntries(MESSAGE_EVENTS.map((event) => [event, STATES.map((state) => to(state, event))]));
    // In the order of STATES.
    expect(table).toEqual({
      accepted: ['open', 'illegal', 'illegal', 'illegal', 'illegal'],
      'delivered-again': ['illegal', 'open', 'registered', 'parked', 'aside'],
      registered: ['illegal', 'registered', 'late', 'late', 'late'],
      'set-aside': ['illegal', 'aside', 'late', 'late', 'late'],
      unreadable: ['illegal', 'parked', 'late', 'late', 'late'],
      'attempts-exhausted': ['illegal', 'parked', 'late', 'late', 'late'],
      'released-by-person': ['illegal', 'illegal', 'illegal', 'open', 'illegal'],
      'discarded-by-person': ['illegal', 'illegal', 'illegal', 'aside', 'illegal'],
      'reopened-by-person': ['illegal', 'illegal', 'illegal', 'illegal', 'open'],
    });
  });

  it('leaves parked and aside by a person only, and registered never', () => {
    for (const event of MESSAGE_EVENTS.filter((name) => !name.endsWith('by-person'))) {
      for (const state of ['registered', 'parked', 'aside'] as const) {
        expect([state, 'late', 'illegal']).toContain(to(state, event));
      }
    }
  });

  it('tells each write of a state from where it may come, and where it leads', () => {
    expect(statesBefore('registered')).toEqual(['open']);
    expect(statesBefore('attempts-exhausted')).toEqual(statesBefore('unreadable'));
    expect(statesBefore('released-by-person')).toEqual(['parked']);
    expect(stateAfter('accepted')).toBe('open');
    expect(() => stateAfter('delivered-again')).toThrow('does not lead to one state');
  });
});
