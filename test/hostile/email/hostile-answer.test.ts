import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGiveUpMail } from '#application/taken/give-up-mail.ts';
import { createSendMail } from '#application/taken/send-mail.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { createSmtpSender } from '#infrastructure/smtp/smtp-sender.ts';
import { createHostileWorld } from '#test/support/hostile/create-hostile-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { anna } from '#test/support/taken/medewerkers.ts';
import { startReceivingServer, type ReceivedMail } from '#test/support/taken/receiving-server.ts';
import { createTakenWorld, infoAccount, type TakenWorld } from '#test/support/taken/taken-world.ts';

/** A mail that tries to put words in our mouth, registered as every mail is, and the answer to it as it leaves us. */
const stores = isolatedStores();
const OWN = 'info@voorbeeldstad.example';
const config = emailConfigSchema.parse({
  mailboxes: [{ naam: 'info', imap: { host: '127.0.0.1', user: OWN, password: 'x' } }],
});
const place = { mailbox: 'info', folder: 'INBOX', uidValidity: '1' };

let world: Awaited<ReturnType<typeof createHostileWorld>>;
let desk: TakenWorld;
let server: Awaited<ReturnType<typeof startReceivingServer>>;
let uid = 0;
beforeAll(async () => {
  world = await createHostileWorld(stores, { email: emailNormaliseUnit(config) });
  desk = await createTakenWorld(stores, { accounts: infoAccount });
  server = await startReceivingServer();
});
afterAll(async () => {
  await server?.close();
  await desk?.close();
  await world?.close();
});

async function offer(header: string) {
  uid += 1;
  const raw = Buffer.from(`${header}\n\nWanneer wordt mijn container geleegd? (${uid})\n`);
  const message = await toNewMessage(place, { uid, raw, internalDate: undefined }, new Date());
  return { message, ending: await world.offer(message, { sameReader: true }) };
}

function sender() {
  const account = {
    naam: 'info',
    adres: OWN,
    weergavenaam: 'Gemeente Voorbeeldstad',
    host: '127.0.0.1',
    port: server.port,
  };
  const smtp = createSmtpSender([{ ...account, tls: false, user: 'info', password: 'geheim' }]);
  return createSendMail({ ...desk, sender: smtp, giveUpMail: createGiveUpMail(desk) });
}

/** What left us after a member of staff answered this mail; undefined when there is no address to answer to. */
async function answered(header: string, antwoord = 'Morgen is er weer een ronde.'): Promise<ReceivedMail | undefined> {
  const { message, ending } = await offer(header);
  expect(ending).toMatchObject({ state: 'registered', klantcontacten: 1 });
  const dossier = await desk.collection('taakdossiers').findOne({ messages: message.uuid });
  const outcome = await desk.answerTaak({ taak: dossier?._id ?? '', medewerker: anna, antwoord });
  if (outcome.kind === 'no-address') return undefined;
  expect(outcome).toMatchObject({ kind: 'answered', verzending: 'wordt-verzonden' });
  const mail = await desk.collection('uitgaand').findOne({ taak: dossier?._id });
  const before = server.mails.length;
  await sender()(mail?._id ?? '');
  expect(server.mails.length - before).toBe(1);
  return server.mails.at(-1);
}

/** Names of the header fields, as any reader of the mail sees them. */
function fieldNames({ raw }: ReceivedMail): string[] {
  const head = (raw.split('\n\n')[0] ?? '').replace(/\n[ \t]+/g, ' ').split(/\r\n?|\n/);
  return head.map((line) => line.slice(0, line.indexOf(':')).toLowerCase()).sort();
}

const ALWAYS = ['content-transfer-encoding', 'content-type', 'date', 'from', 'message-id', 'mime-version', 'subject', 'to', 'x-klantcontact-intake']; // prettier-ignore
const AS_REPLY = [...ALWAYS, 'in-reply-to', 'references'].sort();
const JAN = 'From: Jan <jan@provider.example>';
const ID = 'Message-ID: <vraag@provider.example>';
const BCC = '=0D=0ABcc:_slachtoffer@elders.example=0D=0AX-Kwaad:_1=0D=0A=0D=0AKoop_nu';

describe('the answer to a mail that tries to add to it', () => {
  it.each([
    ['line ends in the subject', `${JAN}\n${ID}\nSubject: =?utf-8?q?Vraag${BCC}?=`, AS_REPLY],
    [
      'line ends in base64',
      `${JAN}\n${ID}\nSubject: =?utf-8?b?${btoa('a\r\nBcc: s@elders.example\r\n\r\nKoop')}?=`,
      AS_REPLY,
    ],
    [
      'other line ends in the subject',
      `${JAN}\n${ID}\nSubject: =?utf-8?q?a=E2=80=A8Bcc:_s@e.example=C2=85X:_1=0BY=0CZ=E2=80=A9Q?=`,
      AS_REPLY,
    ],
    ['a single CR in the subject', `${JAN}\n${ID}\nSubject: Vraag\rBcc: s@elders.example`, AS_REPLY],
    ['a subject of a megabyte', `${JAN}\n${ID}\nSubject: ${'a '.repeat(500_000)}`, AS_REPLY],
    [
      'a subject of lone halves of characters',
      `${JAN}\n${ID}\nSubject: =?utf-16?b?2AAAAA==?= =?utf-8?q?=ED=A0=80=00?=`,
      AS_REPLY,
    ],
    ['line ends in the name', `From: =?utf-8?q?Jan${BCC}?= <jan@provider.example>\n${ID}`, AS_REPLY],
    ['line ends in the Message-ID', `${JAN}\nMessage-ID: =?utf-8?q?<a@b.example>${BCC}?=`, AS_REPLY],
    ['a Message-ID with a line end inside', `${JAN}\nMessage-ID: <a@b.example\n Bcc: s@elders.example>`, ALWAYS],
    ['a Message-ID of 100,000 characters', `${JAN}\nMessage-ID: <${'a'.repeat(100_000)}@b.example>`, ALWAYS],
    ['ten thousand references', `${JAN}\n${ID}\nReferences: ${'<a@b.example> '.repeat(10_000)}`, AS_REPLY],
    [
      'its own Reply-To, Sender and List headers',
      `${JAN}\n${ID}\nReply-To: s@elders.example\nSender: s@elders.example\nList-Post: <mailto:s@elders.example>\nDisposition-Notification-To: s@elders.example\nReturn-Receipt-To: s@elders.example`,
      AS_REPLY,
    ],
  ])('%s: has our own headers and no other, and one recipient', async (_naam, header, fields) => {
    const mail = await answered(header);
    expect(mail).toBeDefined();
    if (mail === undefined) return;
    expect(fieldNames(mail)).toEqual(fields);
    expect(mail.to).toEqual(['jan@provider.example']);
    expect(mail.from).toBe(OWN);
    expect(mail.header('to')).toBe('jan@provider.example');
    expect(mail.header('from')).toBe(`Gemeente Voorbeeldstad <${OWN}>`);
    for (const line of (mail.raw.split('\n\n')[0] ?? '').split('\n')) expect(line.length).toBeLessThan(998);
    expect(mail.raw.split('\n\n').slice(1).join('\n\n').trim()).toBe('Morgen is er weer een ronde.');
  });

  it.each([
    ['many senders', 'From: a@provider.example, b@elders.example, c@elders.example', 'a@provider.example'],
    ['many reply addresses', `${JAN}\nReply-To: b@elders.example, c@elders.example`, 'jan@provider.example'],
    ['a group of senders', 'From: Allen: a@provider.example, b@elders.example;', 'a@provider.example'],
    ['an address in the name', 'From: "slachtoffer@elders.example" <a@provider.example>', 'a@provider.example'],
    [
      'addresses in an encoded name',
      'From: =?utf-8?q?b=40elders.example=2C?= <a@provider.example>',
      'a@provider.example',
    ],
    ['From twice', 'From: a@provider.example\nFrom: b@elders.example', undefined],
    ['a list inside quotes before the at sign', 'From: <"a@elders.example,b"@provider.example>', undefined],
    ['a route', 'From: <@elders.example:a@provider.example>', undefined],
    ['SMTP after the address', 'From: =?utf-8?q?<a@provider.example>=0D=0ARCPT_TO:<b@elders.example>?=', undefined],
    ['parameters after the address', 'From: <a@provider.example> ORCPT=rfc822;b@elders.example', undefined],
    ['a space inside', 'From: <a b@provider.example>', undefined],
    ['a NUL inside', 'From: =?utf-8?q?a=00@provider.example?=', undefined],
    ['our own address as Reply-To', `${JAN}\nReply-To: ${OWN}`, 'jan@provider.example'],
    ['our own address beside a stranger', `From: ${OWN}, jan@provider.example`, undefined],
  ])('of %s goes to one recipient at most, never to ourselves', async (_naam, header, wanted) => {
    const { ending } = await offer(`${header}\nSubject: eerst`);
    if (ending.state === 'aside') return;
    const mail = await answered(header);
    if (wanted !== undefined) expect(mail?.to).toEqual([wanted]);
    if (mail === undefined) return;
    expect(mail.to).toHaveLength(1);
    expect(mail.to[0]).not.toBe(OWN);
    expect(mail.to[0]).toMatch(/^[^\s,;<>"]+@[a-z.]+$/);
    expect(mail.header('to')).toBe(mail.to[0]);
  });

  it('is one mail, whatever stands in the text: no line of it ends the mail or gives the server an order', async () => {
    const text =
      'Dag\r\n.\r\nMAIL FROM:<x@elders.example>\r\nRCPT TO:<y@elders.example>\n.\n\r.\rDATA\r\n\u2028.\nGroet';
    const mail = await answered(`${JAN}\n${ID}\nSubject: punt`, text);
    expect(mail?.to).toEqual(['jan@provider.example']);
    expect(mail?.raw.replaceAll('=\n', '')).toContain('MAIL FROM');
    expect(mail?.raw.trimEnd().endsWith('Groet')).toBe(true);
  });
});

describe('a mail that pretends to be ours', () => {
  it.each([
    ['from our own address', `From: ${OWN}`],
    ['from our own address in capitals', `From: "Gemeente" <${OWN.toUpperCase()}>`],
    ['from our own address with a reply to it', `From: ${OWN}\nReply-To: ${OWN}`],
    ['with our own mark', `${JAN}\nX-Klantcontact-Intake: 00000000-0000-4000-8000-000000000000`],
    ['as an automatic answer to ours', `${JAN}\nAuto-Submitted: auto-replied`],
  ])('%s is kept aside: nobody answers it, and no loop begins', async (_naam, header) => {
    const { ending } = await offer(`${header}\nSubject: lus ${uid}`);
    expect(ending).toMatchObject({ state: 'aside', klantcontacten: 0 });
  });

  it('ours, when it comes back, is kept aside', async () => {
    const mail = await answered(`${JAN}\n${ID}\nSubject: heen en weer`);
    const message = await toNewMessage(
      place,
      { uid: 9_999, raw: Buffer.from(mail?.raw ?? ''), internalDate: undefined },
      new Date(),
    );
    expect(await world.offer(message, { sameReader: true })).toMatchObject({ state: 'aside', code: 'eigen-bericht' });
  });
});

describe('the notice to a unit', () => {
  it('has our own headers and no other, whatever the task says', async () => {
    const taak = await desk.ask({ eenheid: 'BURG', onderwerp: 'Vraag\r\nBcc: s@elders.example' });
    const evil = 'Lezen\r\nBcc: s@elders.example\r\n\r\nKoop\u2028Cc: t@elders.example\u202e';
    await desk.collection('taakdossiers').updateOne({ _id: taak.uuid }, { $set: { gevraagdeHandeling: evil } });
    await desk.notifyTaak(taak.uuid);
    const notice = await desk.collection('uitgaand').findOne({ taak: taak.uuid });
    await sender()(notice?._id ?? '');
    const mail = server.mails.at(-1);
    expect(mail?.to).toEqual(['burgerzaken@voorbeeldstad.example']);
    expect(mail === undefined ? [] : fieldNames(mail)).toEqual(
      [...ALWAYS, 'auto-submitted', 'x-auto-response-suppress'].sort(),
    );
  });
});
