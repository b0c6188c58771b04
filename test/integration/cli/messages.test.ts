import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { intake } from '#test/support/cli/intake.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine, newMessage } from '#test/support/spine/create-spine.ts';

const stores = isolatedStores();
let spine: Awaited<ReturnType<typeof createSpine>>;
const run = (...args: string[]) => intake(args, { MONGODB_URI: stores.mongodbUri });
const parsed = async (...args: string[]) =>
  (await run(...args, '--json')).lines.map((line) => JSON.parse(line) as Record<string, unknown>);

beforeAll(async () => {
  spine = await createSpine(stores);
  // One after the other, so that the nummers are known.
  for (const [index, text] of ['Vraag over afval', 'unreadable', 'aside'].entries()) {
    const message = newMessage(text, index + 1);
    await spine.acceptMessages([message]);
    await spine.registerMessages('email', [message.uuid]);
  }
  await spine.acceptMessages([newMessage('Nog niet gelezen', 4)]);
  const form = { ...newMessage('{}', 5), channel: 'form' as const, envelope: { kanaal: 'telefoon' } };
  await spine.messages.accept([form], undefined);
});
afterAll(() => spine.close());

describe('intake messages', () => {
  it('writes one line per accepted message, last accepted first, and nothing else', async () => {
    const { code, lines, err } = await run('messages');
    expect([code, lines.length, err]).toEqual([0, 5, '']);
    expect(lines[0]).toContain('form:telefoon');
    expect(lines.join('\n')).not.toContain('SLEUTEL');
    const registered = lines.find((line) => line.includes('registered'));
    expect(registered).toMatch(/^\S+.*\s+email\s+2026-11-20 10:15:00\s+registered\s+-\s+1000000001\s+2000000001$/);
  });

  it('gives the same as JSON, a line each, with reasons and nummers', async () => {
    const rows = await parsed('messages');
    expect(rows.map(({ state, reason }) => [state, reason])).toEqual(
      expect.arrayContaining([
        ['registered', null],
        ['parked', 'mail-empty'],
        ['aside', 'bounce'],
        ['open', null],
      ]),
    );
    expect(rows.find(({ state }) => state === 'registered')).toMatchObject({
      key: 'email:test:Vraag over afval:1',
      channel: 'email',
      received: '2026-11-20T09:15:00.000Z',
      klantcontacten: [{ nummer: '1000000001' }],
      internetaken: [{ nummer: '2000000001' }],
    });
  });

  it.each([
    [['--state', 'parked'], 1],
    [['--channel', 'form'], 1],
    [['--channel', 'telefoon'], 1],
    [['--channel', 'balie'], 0],
    [['--channel', 'email', '--state', 'aside'], 1],
    [['--since', '1u'], 5],
    [['--since', '2100-01-01'], 0],
    [['--limit', '2'], 2],
  ])('%j leaves %i', async (args, count) => {
    expect((await parsed('messages', ...args)).length).toBe(count);
  });

  it('goes on past a page of the ledger, every message once', async () => {
    const many = Array.from({ length: 1_030 }, (_, index) => newMessage(`Veel ${index}`, 1_000 + index));
    await spine.messages.accept(many, undefined);
    const keys = (await parsed('messages')).map(({ key }) => key);
    expect([keys.length, new Set(keys).size]).toEqual([1_035, 1_035]);
  });
});

describe('intake trace', () => {
  it.each([
    '1@voorbeeld.example',
    '<1@voorbeeld.example>',
    '1000000001',
    '2000000001',
    'email:test:Vraag over afval:1',
  ])('finds the message by %s', async (term) => {
    expect(await parsed('trace', term)).toMatchObject([{ key: 'email:test:Vraag over afval:1' }]);
  });

  it('tells every step with its time, from receipt to task', async () => {
    const { uuid } = newMessage('Vraag over afval', 1);
    await spine.messages.addStep([uuid], { op: new Date(), step: 'opnieuw-bezorgd' });
    const [trace] = await parsed('trace', '1@voorbeeld.example');
    const steps = trace?.['steps'] as { at: string; step: string; source: string }[];
    expect(steps.map(({ step }) => step)).toEqual(
      expect.arrayContaining(['ontvangen', 'aangenomen', 'klantcontact-geregistreerd', 'geregistreerd', 'aangemaakt']),
    );
    expect(steps.map(({ at }) => at)).toEqual(steps.map(({ at }) => at).toSorted());
    expect(trace?.['taken']).toMatchObject([{ nummer: '2000000001', status: 'te_verwerken', eenheid: 'KCC' }]);
  });

  it('is read by people as facts and then steps', async () => {
    const { out } = await run('trace', '2@voorbeeld.example');
    expect(out).toMatch(/staat\s+geparkeerd \(parked\)/);
    expect(out).toMatch(/waarom\s+De e-mail is leeg\. \(mail-empty\)/);
    expect(out).toMatch(/\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}\s+bericht\s+Geparkeerd/);
    expect(out).toMatch(/taak 20\d{8}\s+Aangemaakt\s+intake/);
    // Nothing of the machine's English is left in what people read.
    expect(out).not.toMatch(/(^|\s)(message|letter|The|cannot|te_verwerken)(\s|$)/m);
  });

  it('says so when nothing is known, and where to look next', async () => {
    const { code, out, err } = await run('trace', 'nooit-gezien.pdf');
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('Niets gevonden bij nooit-gezien.pdf');
  });
});
