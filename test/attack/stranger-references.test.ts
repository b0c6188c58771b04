import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createThreadWorld, OURS, type ThreadWorld } from '#test/support/attack/thread-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { createWhatsapp, type Whatsapp } from '#test/support/whatsapp/create-whatsapp.ts';
import { payloadOf, text } from '#test/support/whatsapp/payloads.ts';

const CITIZEN = 'Noor Kok <noor.kok@post.example>';
const STRANGER = 'Boze Wolf <wolf@elders.example>';
const NOT_TIED = 'komt van een ander adres';
const NO_MAIL = 'verwijst naar iets dat geen e-mail is';

const stores = isolatedStores();
let world: ThreadWorld;
let whatsapp: Whatsapp;
beforeAll(async () => {
  world = await createThreadWorld(stores);
  whatsapp = await createWhatsapp(stores);
});
afterAll(async () => {
  await whatsapp.close();
  await world.close();
});

let place = 0;
/** A Message-ID that is not given twice. */
const freshId = (domain = 'post.example') => `vraag-${(place += 1)}@${domain}`;
const ask = (id = freshId(), from = CITIZEN) => world.arrive({ from, id });
const reply = (lines: readonly string[], from = STRANGER) =>
  world.arrive({ from, id: freshId('elders.example'), lines });
const inReplyTo = (id: string) => [`In-Reply-To: <${id}>`];
const others = (count: number) =>
  Array.from({ length: count }, (_, index) => `<los-${index}@elders.example>`).join(' ');
const FORM = { betrokkenen: [{ emailadres: 'noor.kok@post.example' }], gestartOp: '2026-11-23T08:15:00Z' };

async function say(wamid: string, from: string, context?: string) {
  const seconds = Math.floor(whatsapp.clock.at / 1_000);
  const message = { ...text(wamid, seconds, `Vraag ${wamid}`, from), ...(context ? { context: { id: context } } : {}) };
  expect(await whatsapp.receive(payloadOf([message], { from }))).toEqual({ status: 200 });
  await whatsapp.runJobs();
  const [stored] = await whatsapp.messages.trace(wamid);
  return { uuid: stored?.klantcontacten[0]?.uuid ?? '', nummer: stored?.klantcontacten[0]?.nummer ?? '' };
}

/** What somebody could name of what the register holds, but for the Message-ID of a mail. */
const NAMES: readonly (readonly [string, () => Promise<string>])[] = [
  ['the nummer of a klantcontact', async () => (await ask()).nummer],
  ['the nummer of a task', async () => (await ask()).taak],
  ['the uuid of a klantcontact', async () => (await ask()).uuid],
  ['the uuid of an accepted message', async () => (await ask()).message],
  [
    'the file name of a scan',
    async () => {
      const name = `scan-${(place += 1)}.pdf`;
      await world.scanLetter(name);
      return name;
    },
  ],
  [
    'the inzendingId of a form',
    async () => {
      const id = `inzending-${(place += 1)}`;
      const onderwerpen = [{ onderwerp: 'Schuld', vraag: 'Ik kan niet betalen.' }];
      expect(await world.submitForm({ ...FORM, onderwerpen }, id)).toMatchObject({ kind: 'registered' });
      return id;
    },
  ],
  [
    'the wamid of an app message',
    async () => {
      const wamid = `wamid.HBgL${(place += 1)}=`;
      await say(wamid, '31612340000');
      return wamid;
    },
  ],
];

describe('a mail of a stranger', { timeout: 120_000 }, () => {
  it.each(NAMES)('that names %s is tied to nothing, however it is written, and staff see a remark', async (_, find) => {
    const name = await find();
    const written = [
      [`In-Reply-To: <${name}>`],
      [`In-Reply-To: ${name}`],
      [`References: <${name}>`],
      [`References: <een@elders.example> <${name}>`],
      ['In-Reply-To: (een', ` opmerking) <${name}>`],
      ['References:', ` <${name}>`],
    ];
    for (const lines of written) {
      const contact = await reply(lines);
      expect(await world.tiesOf(contact), lines.join()).toEqual([]);
      expect(await world.remarkOf(contact), lines.join()).toContain(NO_MAIL);
      expect(await world.remarkOf(contact)).not.toContain(name);
    }
    // With something that makes it look like a Message-ID it is one that nobody knows.
    for (const lines of [[`In-Reply-To: <${name}@elders.example>`], [`In-Reply-To: <@${name}>`]])
      expect(await world.tiesOf(await reply(lines)), lines.join()).toEqual([]);
  });

  it.each([
    ['in In-Reply-To', (id: string) => [`In-Reply-To: <${id}>`]],
    ['without brackets', (id: string) => [`In-Reply-To: ${id}`]],
    ['in References', (id: string) => [`References: <los@elders.example> <${id}>`]],
    ['behind fifty others', (id: string) => [`References: ${others(50)} <${id}>`]],
    ['folded', (id: string) => ['References:', '\t<los@elders.example>', ` <${id}>`]],
    ['behind a comment', (id: string) => [`In-Reply-To: (van (u) <los@elders.example>) <${id}>`]],
    ['in a header with other capitals', (id: string) => [`IN-REPLY-TO: <${id}>`]],
    ['with the answering address of the citizen', (id: string) => [`Reply-To: ${CITIZEN}`, ...inReplyTo(id)]],
    ['with the citizen as Sender', (id: string) => [`Sender: ${CITIZEN}`, ...inReplyTo(id)]],
  ])('that names the Message-ID of a citizen %s is not tied to that mail, and staff see that', async (_, written) => {
    const id = freshId();
    const asked = await ask(id);
    const contact = await reply(written(id));
    expect(await world.tiesOf(contact)).toEqual([]);
    const remark = await world.remarkOf(contact);
    expect(remark).toContain(NOT_TIED);
    for (const secret of [asked.nummer, asked.taak, asked.uuid, id, 'noor']) expect(remark).not.toContain(secret);
  });

  it.each([
    ['the mailbox itself as the sender and the citizen to answer to', [`From: ${OURS}`, `Reply-To: ${CITIZEN}`]],
    ['two senders', [`From: ${CITIZEN}, ${STRANGER}`]],
    ['two From headers', [`From: ${CITIZEN}`, `From: ${STRANGER}`]],
    ['the address of the citizen as its name', ['From: "noor.kok@post.example" <wolf@elders.example>']],
    ['an address that only looks the same', ['From: noor.\u212aok@post.example']],
  ])('with %s is not tied to the mail of the citizen', async (_, [from = '', ...lines]) => {
    const id = freshId();
    await ask(id);
    const contact = await reply([...lines, ...inReplyTo(id)], from.replace('From: ', ''));
    expect(await world.tiesOf(contact)).toEqual([]);
  });

  it('in the same job as the mail of the citizen is not tied to it, whichever comes first', async () => {
    const id = freshId();
    const strange = () => ({ from: STRANGER, id: freshId('elders.example'), lines: inReplyTo(id) });
    const [before, , after] = await world.arriveTogether([strange(), { from: CITIZEN, id }, strange()]);
    for (const contact of [before, after]) {
      expect(await world.tiesOf(contact ?? { uuid: '' })).toEqual([]);
      expect(await world.remarkOf(contact ?? { uuid: '' })).toContain(NOT_TIED);
    }
  });

  it('that takes the Message-ID of a citizen does not come between the citizen and their own mail', async () => {
    const id = freshId();
    const asked = await ask(id);
    const copies = Array.from({ length: 60 }, (_, index) => ({ from: STRANGER, id, text: `Kopie ${index}` }));
    await world.arriveTogether(copies);
    expect(await world.tiesOf(await reply(inReplyTo(id), CITIZEN))).toEqual([asked.uuid]);
  });

  it('that names itself, in capitals or not, is tied to nothing', async () => {
    const id = freshId('elders.example');
    const contact = await world.arrive({ from: STRANGER, id, lines: inReplyTo(id) });
    expect(await world.tiesOf(contact)).toEqual([]);
  });

  it('cannot compute the Message-ID of an answer from what it is an answer to', async () => {
    const asked = await ask();
    const { mail, messageId, klantcontact } = await world.answer(asked.uuid);
    const dossier = await world.collection('taakdossiers').findOne({ klantcontact: asked.uuid });
    const derived = [klantcontact, mail, asked.uuid, deterministicUuid(`antwoord:${String(dossier?._id)}`, 'uitgaand')];
    for (const known of derived) {
      expect(messageId).not.toContain(known);
      expect(await world.tiesOf(await reply(inReplyTo(`${known}@voorbeeldstad.example`)))).toEqual([]);
    }
    expect(messageId).toMatch(/^[0-9a-f]{32}@voorbeeldstad\.example$/);
  });

  it('cannot use the Message-ID of an answer that was sent when those could be computed', async () => {
    const asked = await ask();
    const { mail, klantcontact } = await world.answer(asked.uuid);
    const old = `${mail}@voorbeeldstad.example`;
    await world.collection('uitgaand').updateOne({ _id: mail as never }, { $set: { messageId: old } });
    const contact = await reply(inReplyTo(old));
    expect(await world.tiesOf(contact)).toEqual([]);
    expect(await world.remarkOf(contact)).toContain(NOT_TIED);
    expect(await world.tiesOf(await reply(inReplyTo(old), CITIZEN))).toEqual([klantcontact]);
  });

  it('with thousands of references is registered, and no reference of it holds up another mail', async () => {
    const id = freshId();
    const asked = await ask(id);
    const [flood, own] = await world.arriveTogether([
      { from: STRANGER, id: freshId('elders.example'), lines: [`References: ${others(5_000)}`, ...inReplyTo(id)] },
      { from: CITIZEN, id: freshId(), lines: inReplyTo(id) },
    ]);
    expect(await world.tiesOf(flood ?? { uuid: '' })).toEqual([]);
    expect(await world.tiesOf(own ?? { uuid: '' })).toEqual([asked.uuid]);
  });

  it('that waits for a question keeps no mail of somebody else waiting', async () => {
    const [id, open] = [freshId(), freshId('elders.example')];
    const asked = await ask(id);
    // Not read yet, so that the next one waits; and that one takes the Message-ID of the citizen.
    await world.acceptMessages([await world.toMail({ from: STRANGER, id: open })]);
    const waiting = await world.toMail({ from: STRANGER, id, lines: inReplyTo(open), text: 'Wacht' });
    const own = await world.toMail({ from: CITIZEN, id: freshId(), lines: inReplyTo(id) });
    await expect(world.register('email', [waiting, own])).rejects.toMatchObject({
      cause: { code: 'question-under-way' },
    });
    const [stored] = await world.messages.find([own.uuid], { raw: false });
    expect(stored?.state).toBe('registered');
    expect(await world.tiesOf(stored?.klantcontacten[0] ?? { uuid: '' })).toEqual([asked.uuid]);
  });
});

describe('a copy of the mail of a citizen, sent before it comes', { timeout: 120_000 }, () => {
  it.each([
    'X-Klantcontact-Intake: 1',
    'Auto-Submitted: auto-replied',
    'X-Autoreply: yes',
    'X-Autorespond: ja',
    'Precedence: auto_reply',
    'X-Failed-Recipients: info@voorbeeldstad.example',
    'Content-Type: multipart/report; report-type=delivery-status; boundary=x',
    'Content-Type: message/disposition-notification',
  ])('keeps nothing of the citizen aside with %s', async (line) => {
    const id = freshId();
    const copy = await world.toMail({ from: CITIZEN, id, lines: [line] });
    await world.register('email', [copy]);
    expect((await world.messages.find([copy.uuid], { raw: false }))[0]?.state).toBe('aside');
    const asked = await ask(id);
    const klantcontact = await world.collection('klantcontacten').findOne({ _id: asked.uuid as never });
    expect(klantcontact).toMatchObject({ onderwerp: `Vraag ${id}` });
  });
});

describe('a reply is tied', { timeout: 120_000 }, () => {
  it('to the mail of ours that it answers, from any address and however far back it is named', async () => {
    const asked = await ask();
    const { klantcontact, messageId } = await world.answer(asked.uuid);
    for (const lines of [inReplyTo(messageId), [`References: <${messageId}> <los@elders.example>`]]) {
      const contact = await reply(lines, 'Partner <partner@elders.example>');
      expect(await world.tiesOf(contact)).toEqual([klantcontact]);
      expect(await world.remarkOf(contact)).not.toContain('gekoppeld');
    }
  });

  it('to the mail of the same address, whatever its capitals and however its domain is written', async () => {
    const id = freshId();
    const asked = await ask(id, 'J. Müller <Joke@Bücher.example>');
    for (const from of ['joke@xn--bcher-kva.example', 'JOKE@BÜCHER.EXAMPLE', 'Joke <joke@bücher.example>']) {
      const contact = await reply(inReplyTo(id), from);
      expect(await world.tiesOf(contact), from).toEqual([asked.uuid]);
      expect(await world.remarkOf(contact)).not.toContain('gekoppeld');
    }
  });

  it('to the mail of the same address in the same job, and to what it says it answers before the rest of its thread', async () => {
    const [first, second] = [freshId(), freshId()];
    const lines = [`In-Reply-To: <${second}>`, `References: <${first}> <${second}>`];
    const [, answered, contact] = await world.arriveTogether([
      { from: CITIZEN, id: first },
      { from: CITIZEN, id: second },
      { from: CITIZEN, id: freshId(), lines },
    ]);
    expect(await world.tiesOf(contact ?? { uuid: '' })).toEqual([answered?.uuid]);
  });

  it('to the mail of the same address that was taken in before ids had a channel of their own', async () => {
    const id = freshId();
    const asked = await ask(id);
    const [stored] = await world.messages.find([asked.message], { raw: false });
    // What a database of before holds, letter for letter.
    expect(stored?.aliases).toEqual([`<${id}>`, id, asked.nummer, asked.taak]);
    expect(await world.tiesOf(await reply(inReplyTo(id), CITIZEN))).toEqual([asked.uuid]);
  });
});

describe('an app message', { timeout: 120_000 }, () => {
  it('that names a message of somebody else is not tied to it, and staff see that', async () => {
    const asked = await say('wamid.van-noor', '31612340001');
    expect(asked.uuid).not.toBe('');
    const strange = await say('wamid.van-wolf', '31612340002', 'wamid.van-noor');
    expect(await world.tiesOf(strange)).toEqual([]);
    expect(await world.remarkOf(strange)).toContain(NOT_TIED);
  });

  it('that names a nummer, a file name, or the Message-ID of a mail is tied to nothing', async () => {
    const id = freshId();
    const asked = await ask(id);
    const conversation = await say('wamid.eigen', '31612340003');
    for (const name of [asked.nummer, asked.taak, id, `<${id}>`, conversation.nummer]) {
      whatsapp.clock.at += 3_600_000;
      expect(await world.tiesOf(await say(`wamid.noemt-${(place += 1)}`, '31612340003', name)), name).toEqual([]);
    }
  });

  it('that names an earlier message of the same number is tied to it', async () => {
    const asked = await say('wamid.eerder', '31612340004');
    whatsapp.clock.at += 3_600_000;
    const contact = await say('wamid.later', '31612340004', 'wamid.eerder');
    expect(await world.tiesOf(contact)).toEqual([asked.uuid]);
    expect(await world.remarkOf(contact)).not.toContain('gekoppeld');
  });
});

describe('a form', { timeout: 120_000 }, () => {
  it.each(['antwoordOp', 'onderwerpobjecten', 'wasKlantcontact', 'klantcontact'])(
    'that says what it answers through %s is refused',
    async (field) => {
      const asked = await ask();
      const onderwerp = { onderwerp: 'Nog iets', vraag: 'Zie mijn eerdere bericht.' };
      for (const name of [asked.nummer, asked.uuid]) {
        const id = `inzending-${(place += 1)}`;
        for (const fields of [
          { ...FORM, onderwerpen: [onderwerp], [field]: name },
          { ...FORM, onderwerpen: [{ ...onderwerp, [field]: name }] },
        ])
          expect(await world.submitForm(fields, id)).toMatchObject({ kind: 'refused' });
      }
    },
  );
});

describe('an operator', { timeout: 120_000 }, () => {
  it('finds a message by its nummer, though a stranger sends mails under that as their Message-ID', async () => {
    const asked = await ask();
    const copies = Array.from({ length: 60 }, (_, index) => ({
      ...{ from: STRANGER, id: asked.nummer, text: `Kopie ${index}` },
    }));
    await world.arriveTogether(copies);
    expect((await world.messages.trace(asked.nummer)).map(({ uuid }) => uuid)).toEqual([asked.message]);
    expect((await world.messages.trace(`<${asked.nummer}>`)).length).toBeGreaterThan(1);
  });

  it('finds a message by all that it was found by before', async () => {
    const id = freshId();
    const asked = await ask(id);
    const odd = await world.arrive({ from: CITIZEN, id: `zonder-apenstaart-${(place += 1)}` });
    const scan = `scan-${(place += 1)}.pdf`;
    const letter = await world.scanLetter(scan);
    const found = async (term: string) => (await world.messages.trace(term)).map(({ uuid }) => uuid);
    for (const term of [id, `<${id}>`, asked.nummer, asked.taak, asked.message])
      expect(await found(term), term).toEqual([asked.message]);
    expect(await found(`zonder-apenstaart-${place - 1}`)).toEqual([odd.message]);
    expect(await found(scan)).toEqual([letter.message]);
  });
});
