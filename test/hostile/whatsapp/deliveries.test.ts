import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { measure } from '#test/support/hostile/measure.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, sign, text } from '#test/support/whatsapp/payloads.ts';

const stores = isolatedStores();
let whatsapp: Whatsapp;
beforeAll(async () => {
  whatsapp = await createWhatsapp(stores);
});
afterAll(() => whatsapp.close());

const MB = 1024 * 1024;
/** Milliseconds that our own event loop may stand still, by the clock of a busy machine. */
const STALL = 1_500;
const T = 1_764_000_000;
const DEEP = (depth: number) => '['.repeat(depth) + ']'.repeat(depth);
const many = (count: number, one: (index: number) => string) =>
  Array.from({ length: count }, (_, at) => one(at)).join(',');

/** A delivery with these messages as they are written, and a healthy one of somebody else. */
function among(messages: string, contacts = '[]'): string {
  const healthy = JSON.stringify(text('gezond', T, 'Wanneer is het gemeentehuis open?', '31687654321'));
  const value = `{"metadata":{"phone_number_id":"1"},"contacts":${contacts},"messages":[${messages},${healthy}]}`;
  return `{"entry":[{"id":"1","changes":[{"field":"messages","value":${value}}]}]}`;
}
const said = (rest: string) => `{"id":"kwaad","from":"31612345678","timestamp":"${T}","type":"text",${rest}}`;
const saying = (body: unknown) => said(`"text":{"body":${JSON.stringify(body)}}`);
const typed = (type: string, part: unknown) =>
  among(JSON.stringify({ id: 'kwaad', from: '31612345678', timestamp: String(T), type, [type]: part }));

/** Nothing of these is read as a delivery: they are parked whole, with one task. */
const WHOLE: Readonly<Record<string, string | Uint8Array>> = {
  'three megabytes of opening brackets': '['.repeat(3 * MB),
  'brackets that close again': DEEP(1.4 * MB),
  'a million keys': `{${many(280_000, (at) => `"${at}":1`)}}`,
  'a hundred thousand messages': among(many(60_000, (at) => `{"id":"${at}","from":"1234567"}`)),
  'half a million messages that are numbers': among(many(500_000, () => '1')),
  'ten thousand messages': among(many(10_000, (at) => `{"id":"${at}","from":"1234567"}`)),
  'as many contacts as messages': among('{}', `[${many(150_000, (at) => `{"wa_id":"${at}"}`)}]`),
  'nine hundred thousand entries': `{"entry":[${many(900_000, () => '{}')}]}`,
  'a gzipped body': gzipSync(payloadOf([text('g', T, 'hoi')])),
  'another charset': Buffer.from(JSON.stringify({ entry: [] }), 'utf16le'),
  'a byte order mark': `\ufeff${JSON.stringify({ entry: [] })}`,
  'NUL bytes': '\0'.repeat(MB),
  'the beginning of a delivery': among('{}').slice(0, 60),
};

/** Of these the hostile message ends by itself, and the healthy one in the same delivery is registered. */
const AMONG: Readonly<Record<string, string>> = {
  'a message nested twenty thousand deep': among(said(`"text":{"body":"x"},"diep":${DEEP(20_000)}`)),
  'a message with fifty thousand keys': among(said(many(50_000, (at) => `"s${at}":1`))),
  'a text of two megabytes': among(saying('a'.repeat(2 * MB))),
  'a text of dots': among(saying(`a${'.'.repeat(200_000)}b`)),
  'a text of spaces': among(saying(`hallo${' ,'.repeat(100_000)}x`)),
  'a text of ten thousand lines': among(saying('a\n'.repeat(10_000))),
  'a name of a megabyte, for a thousand messages': among(
    many(1_000, (at) => JSON.stringify(text(`n${at}`, T, 'x', '31612345678'))),
    `[{"wa_id":"31612345678","profile":{"name":"${'n'.repeat(MB)}"}}]`,
  ),
  'an id of a megabyte': among(`{"id":"${'i'.repeat(MB)}","from":"31612345678","type":"text","text":{"body":"x"}}`),
  'a sender of a megabyte': among(`{"id":"kwaad","from":"${'1'.repeat(MB)}","type":"text","text":{"body":"x"}}`),
  'an id of half a character': among('{"id":"\\ud800","from":"31612345678","type":"text","text":{"body":"x"}}'),
  'rubbish, a thousand times': among(many(1_000, (at) => String(at))),
  'numbers beyond all measure': among(
    `{"id":"kwaad","from":1e999,"timestamp":1e999,"type":"text","text":{"body":"x"}}`,
  ),
  'a time before WhatsApp': among(said('"text":{"body":"x"},"timestamp":"-1"')),
  'a time in a hundred thousand years': among(said('"text":{"body":"x"},"timestamp":"999999999999"')),
  'a list for a time': among(said('"text":{"body":"x"},"timestamp":[{}]')),
  'the same key twice': among(said('"text":{"body":"een"},"text":{"body":"twee"},"id":"kwaad2"')),
  'NUL and lone surrogates in the text': among(saying('a\0b\ud800c')),
  'a prototype at every level': among(
    '{"id":"kwaad","from":"31612345678","type":"text","__proto__":{"text":{"body":"geheim"},"vervuild":1},"constructor":{"prototype":{"vervuild":1}}}',
  ).replace('{"entry"', '{"__proto__":{"vervuild":1,"entry":[]},"entry"'),
  'a type named after a method': among('{"id":"kwaad","from":"31612345678","type":"constructor","constructor":{}}'),
  'a location beyond the world': typed('location', { latitude: '1e999', longitude: {}, name: 'x'.repeat(100_000) }),
  'five thousand contact cards': typed(
    'contacts',
    Array.from({ length: 5_000 }, () => ({ name: {}, phones: [{}] })),
  ),
  'a form nested five thousand deep': typed('interactive', {
    type: 'nfm_reply',
    nfm_reply: { response_json: `{"a":${DEEP(5_000)},"__proto__":{"b":1}}` },
  }),
  'a document with a name of dots': typed('document', { filename: `a${'.'.repeat(200_000)}b`, id: '../../me' }),
  'an edit of an edit of an edit': typed('edit', {
    message: { type: 'edit', edit: { message: { type: 'edit', edit: { message: {} } } } },
  }),
  'a reaction to half a character': typed('reaction', { message_id: '\ud800', emoji: '\u202e' }),
};

async function offer(body: string | Uint8Array) {
  const raw = typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body);
  const cost = await measure(async () => {
    expect((await whatsapp.receive(raw)).status).toBe(200);
    await whatsapp.runJobs();
  });
  return cost;
}

const statesOf = async () => {
  const found = await whatsapp
    .collection('messages')
    .find({}, { projection: { raw: 0 } })
    .toArray();
  return found.map(({ _id, state, reason, aliases }) => ({ id: _id, state, code: reason?.code, wamid: aliases?.[0] }));
};
const tasks = () => whatsapp.collection('taakdossiers').countDocuments({ soort: 'herstel' });
const healthy = () => whatsapp.collection('klantcontacten').countDocuments({ inhoud: /gemeentehuis open/ });

test.each(Object.entries(WHOLE))('a delivery of %s is parked whole, at once', async (_, body) => {
  await emptied();
  const { ms, stallMs } = await offer(body);
  expect(await statesOf()).toMatchObject([{ state: 'parked' }]);
  expect(await tasks()).toBe(1);
  expect(ms).toBeLessThan(10_000);
  expect(stallMs).toBeLessThan(STALL);
});

test.each(Object.entries(AMONG))('%s: it ends by itself, and its neighbour is registered', async (_, body) => {
  await emptied();
  const { ms, stallMs } = await offer(body);
  const states = await statesOf();
  expect(states.every(({ state }) => state !== 'open')).toBe(true);
  expect(states.find(({ wamid }) => wamid === 'gezond')).toMatchObject({ state: 'registered' });
  expect(await healthy()).toBe(1);
  expect(await tasks()).toBeLessThanOrEqual(1);
  expect(JSON.stringify(await whatsapp.klantcontacten())).not.toContain('geheim');
  expect(({} as { vervuild?: number }).vervuild).toBeUndefined();
  expect(ms).toBeLessThan(10_000);
  expect(stallMs).toBeLessThan(STALL);
});

const TOUCHED = [
  'conversationentries',
  'conversations',
  'openconversations',
  'whatsapppayloads',
  'messages',
  'klantcontacten',
  'taakdossiers',
  'betrokkenen',
  'digitaleadressen',
  'actorklantcontacten',
  'internetaken',
  'bijlagen',
  'informatieobjecten',
  'onderwerpobjecten',
  'audit',
];

/** Every case finds an empty ledger, in all that these deliveries touch. */
async function emptied() {
  whatsapp.jobs.length = 0;
  await Promise.all(TOUCHED.map((name) => whatsapp.collection(name).deleteMany({})));
}

const ZEROS = '0'.repeat(64);
test.each([
  ['absent', undefined],
  ['empty', ''],
  ['without its value', 'sha256='],
  ['of another algorithm', `sha1=${'0'.repeat(40)}`],
  ['of another algorithm, as long', `md5=${ZEROS}`],
  ['wrong', `sha256=${ZEROS}`],
  ['too short', `sha256=${ZEROS.slice(1)}`],
  ['in digits of another script', `sha256=${'٠'.repeat(64)}`],
  ['given twice', `sha256=${ZEROS},sha256=${ZEROS}`],
  ['of letters that are no digits', `sha256=${'z'.repeat(64)}`],
  ['a hundred thousand long', `SHA256=${'0'.repeat(100_000)}`],
  ['right but without its algorithm', sign(new Uint8Array([1])).slice('sha256='.length)],
])('a signature that is %s opens nothing', async (_, signature) => {
  expect((await whatsapp.source.receive(new Uint8Array([1]), signature)).status).toBe(401);
});
