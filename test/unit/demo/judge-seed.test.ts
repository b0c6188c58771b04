import { describe, expect, it } from 'vitest';
import type { MessageSummary } from '#application/ports/message-store.ts';
import { judgeSeed } from '#main/demo/outcome/judge-seed.ts';
import { aside, parked, registered, type Expectation, type Seed } from '#main/demo/seed/seed.ts';

const startedAt = new Date('2026-11-24T10:00:00Z');
const seedOf = (expects: Expectation): Seed => ({
  channel: 'email',
  titel: 'een mail',
  terms: ['a@b.example'],
  expects,
});

function summary(facts: Partial<MessageSummary>): MessageSummary {
  return {
    uuid: 'm',
    key: 'email:info:1',
    channel: 'email',
    state: 'registered',
    receivedAt: startedAt,
    acceptedAt: new Date(startedAt.getTime() + 1_000),
    envelope: {},
    locations: [],
    aliases: ['a@b.example'],
    size: 1,
    sha256: '',
    mediaType: 'message/rfc822',
    attempts: 0,
    klantcontacten: [{ uuid: 'k', nummer: '1' }],
    internetaken: [{ uuid: 't', nummer: '2' }],
    steps: [],
    ...facts,
  };
}

function judge(expects: Expectation, messages: readonly MessageSummary[], { eenheid = 'KCC', inRegister = true } = {}) {
  const register = {
    countKlantcontacten: () => Promise.resolve(0),
    hasKlantcontact: () => Promise.resolve(inRegister),
    findEarlier: () => Promise.resolve(['vorige']),
    findEenheid: () => Promise.resolve(eenheid),
  };
  const ledger = { trace: () => Promise.resolve([summary({ klantcontacten: [{ uuid: 'eerste', nummer: '9' }] })]) };
  return judgeSeed(seedOf(expects), messages, { register, ledger, startedAt });
}

describe('what came of an invented message', () => {
  it('is right when it is registered once, with its task at the unit it was meant for', async () => {
    expect(await judge(registered('KCC'), [summary({})])).toMatchObject({ verschillen: [], isKnown: false });
  });

  it('is known when an earlier run had it accepted', async () => {
    const before = summary({ acceptedAt: new Date(startedAt.getTime() - 1_000) });
    expect(await judge(registered('KCC'), [before])).toMatchObject({ verschillen: [], isKnown: true });
  });

  it('is wrong when it has not arrived', async () => {
    expect((await judge(registered('KCC'), [])).verschillen).toEqual(['niet aangekomen']);
  });

  it.each<[string, Expectation, Partial<MessageSummary>, object]>([
    ['went to another unit', registered('BURG'), {}, {}],
    [
      'was registered twice',
      registered('KCC'),
      {
        klantcontacten: [
          { uuid: 'k', nummer: '1' },
          { uuid: 'l', nummer: '3' },
        ],
      },
      {},
    ],
    ['is not in the register', registered('KCC'), {}, { inRegister: false }],
    ['was registered but had to stay aside', aside, {}, {}],
    ['is still open', registered('KCC'), { state: 'open', klantcontacten: [], internetaken: [] }, {}],
    ['was parked without a task for a person', parked, { state: 'parked', klantcontacten: [], internetaken: [] }, {}],
    ['is not tied to its question', { ...registered('KCC'), antwoordOp: 'vraag@b.example' }, {}, {}],
  ])('is wrong when it %s', async (_what, expects, facts, world) => {
    expect((await judge(expects, [summary(facts)], world)).verschillen).not.toEqual([]);
  });
});
