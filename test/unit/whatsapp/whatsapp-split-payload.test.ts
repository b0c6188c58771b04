import { existsSync, globSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { toFailure } from '#domain/failure/failure.ts';
import { encode, payloadOf, text } from '#test/support/whatsapp/payloads.ts';
import { asStored, normalise, reader, split } from '#test/support/whatsapp/read-conversation.ts';

const T = 1_764_000_000;

describe('a delivery', () => {
  it('may hold several entries, changes and messages: all of them are taken in', () => {
    const value = (...ids: string[]) => ({
      metadata: { phone_number_id: '1' },
      contacts: [{ wa_id: '31612345678', profile: { name: 'Piet' } }],
      messages: ids.map((id) => text(id, T, id)),
    });
    const change = (...ids: string[]) => ({ field: 'messages', value: value(...ids) });
    const raw = encode({ entry: [{ changes: [change('a', 'b'), change('c')] }, { changes: [change('d')] }] });
    expect(split(raw).messages.map(({ key }) => key)).toEqual(['whatsapp:a', 'whatsapp:b', 'whatsapp:c', 'whatsapp:d']);
  });

  it('with one bad message between good ones costs the good ones nothing', () => {
    const bad = [null, 'tekst', 5, [], {}, { id: '' }, { id: 'x'.repeat(500), type: 'text' }];
    const { messages, unreadable } = split(payloadOf([text('w1', T, 'een'), ...bad, text('w2', T, 'twee')]));
    expect(messages.map(({ aliases }) => aliases)).toEqual([['w1'], ['w2']]);
    expect(new Set(unreadable.map(({ message }) => message.key)).size).toBe(bad.length);
    expect(unreadable.every(({ code }) => code === 'whatsapp-message-unreadable')).toBe(true);
  });

  it('for a number that is not ours is taken in and counted', () => {
    const raw = payloadOf([text('w1', T, 'een')], { line: 'onbekend' });
    const strict = { uuid: 'x', raw, receivedAt: new Date() };
    expect(reader.split(strict).unknownNumbers).toBe(0);
    const { messages } = split(raw);
    expect(reader.toJoining(asStored(messages[0] ?? expect.fail()))).toMatchObject({ phoneNumberId: 'onbekend' });
  });

  it.each([
    ['no JSON', new TextEncoder().encode('{"entry":[')],
    ['no object', encode([1])],
    ['nothing', new Uint8Array()],
    ['null', encode(null)],
  ])('of %s is unreadable', (_, raw) => {
    expect(() => split(raw)).toThrow(
      expect.objectContaining({ kind: 'unprocessable', code: 'whatsapp-payload-unreadable' }),
    );
  });

  it('reports delivery states and counts the rest', () => {
    const statuses = [{ id: 'wamid.ons', status: 'read', timestamp: String(T) }, { id: 'b', status: 'RINGING' }, 7];
    const raw = encode({
      entry: [
        {
          changes: [
            { field: 'messages', value: { statuses, errors: [{ code: 1 }] } },
            { field: 'smb_message_echoes', value: { message_echoes: [{}] } },
            { field: 'iets_nieuws', value: {} },
          ],
        },
      ],
    });
    const { deliveryStates, ignored } = split(raw);
    expect(deliveryStates).toEqual([{ wamid: 'wamid.ons', state: 'read', at: new Date(T * 1_000), errors: [] }]);
    expect(Object.fromEntries(ignored)).toEqual({
      'status-unknown': 2,
      errors: 1,
      'field-smb-message-echoes': 1,
      'field-unknown': 1,
    });
  });
});

const FIXTURES = new URL('../../../../shared/fixtures/whatsapp/', import.meta.url).pathname;
const files = existsSync(FIXTURES) ? globSync('*/*.json', { cwd: FIXTURES }).sort() : [];

describe.skipIf(files.length === 0)('the public payloads (skipped: ../shared is not here)', () => {
  it.each(files)('%s becomes messages or counted ignores, never an error', (file) => {
    const raw = new Uint8Array(readFileSync(FIXTURES + file));
    const { messages, unreadable, deliveryStates, ignored } = split(raw);
    expect(unreadable).toEqual([]);
    const { entry = [] } = JSON.parse(new TextDecoder().decode(raw)) as {
      entry?: { changes?: { value?: { messages?: unknown[] } }[] }[];
    };
    const changes = entry.flatMap(({ changes: list = [] }) => list);
    expect(messages).toHaveLength(changes.flatMap(({ value }) => value?.messages ?? []).length);
    expect(
      messages.length + deliveryStates.length + [...ignored.values()].reduce((sum, count) => sum + count, 0),
    ).toBeGreaterThanOrEqual(changes.length);
    for (const message of messages) expect(() => reader.toJoining(asStored(message))).not.toThrow();
    if (messages.length > 0) expect(['contacten', 'aside']).toContain(outcomeOf(raw));
  });
});

function outcomeOf(raw: Uint8Array): string {
  try {
    return normalise([raw]).kind;
  } catch (thrown) {
    return toFailure(thrown).code;
  }
}
