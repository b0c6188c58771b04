import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { toNewMessage } from '#channels/email/email.new-message.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import { contentDisposition } from '#infrastructure/http/routes/safe-content.ts';
import { createHostileWorld } from '#test/support/hostile/create-hostile-world.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { numbered } from './bombs/bomb.ts';
import { HEADER_BOMBS } from './bombs/header-bombs.ts';

/** What stands in the register of mails whose names and words play tricks, and of sound mails beside hostile ones. */
const stores = isolatedStores();
const config = emailConfigSchema.parse({
  mailboxes: [{ naam: 'info', imap: { host: '127.0.0.1', user: 'info@voorbeeldstad.example', password: 'x' } }],
});
const place = { mailbox: 'info', folder: 'INBOX', uidValidity: '1' };

let world: Awaited<ReturnType<typeof createHostileWorld>>;
let uid = 5_000;
beforeAll(async () => {
  world = await createHostileWorld(stores, { email: emailNormaliseUnit(config) });
});
afterAll(() => world?.close());

function accepted(raw: Buffer) {
  uid += 1;
  return toNewMessage(place, { uid, raw: numbered(raw, uid), internalDate: undefined }, new Date());
}

/** Everything in the register of one mail. */
async function registered(raw: Buffer) {
  const message = await accepted(raw);
  const ending = await world.offer(message, { sameReader: true });
  expect(ending).toMatchObject({ state: 'registered', klantcontacten: 1 });
  const [stored] = await world.messages.find([message.uuid], { raw: true });
  const klantcontact = stored?.klantcontacten[0]?.uuid ?? '';
  const rows = (name: string, filter: object) => world.collection(name).find(filter).toArray();
  const bijlagen = await rows('bijlagen', { wasBijlageVanKlantcontact: klantcontact });
  const ids = bijlagen.map((bijlage) => (bijlage['bijlageidentificator'] as { objectId: string }).objectId);
  return {
    raw: stored?.raw,
    klantcontact: (await rows('klantcontacten', { _id: klantcontact }))[0],
    betrokkene: (await rows('betrokkenen', { hadKlantcontact: klantcontact }))[0],
    dossier: (await rows('taakdossiers', { klantcontact }))[0],
    documents: await rows('informatieobjecten', { _id: { $in: ids } }),
  };
}

/** Controls, half characters, line ends, and what turns or hides: in a line of one field none of them may stand. */
const TRICKS =
  // eslint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/;
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

const percent = (name: string) =>
  [...Buffer.from(name)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const word = (name: string) => `=?utf-8?b?${Buffer.from(name).toString('base64')}?=`;

const NAMES = [
  '../../etc/passwd', '..\\..\\windows\\win.ini', '/etc/shadow', 'C:\\autoexec.bat', '\\\\server\\share\\a.exe', 'a\0.pdf.exe', 'factuur\u202efdp.exe',
  'a\u2066b\u2069.pdf', 'on\u200bzicht\u200dbaar\u2060.pdf', 'regel\r\nBcc: x@y.example.pdf', 'a\u2028b\u2029.pdf', 'x'.repeat(10_000) + '.pdf', 'é'.repeat(5_000) + '.docx',
  'CON', 'con.pdf', 'LPT1.txt', 'nul', '.', '..', '...', '. . .', '.htaccess', '~', '   ', '-rf', '$(reboot).pdf', '`id`.pdf', 'a;rm -rf.pdf', 'a"b.pdf', "a'b.pdf", '<script>alert(1)</script>.html', '%2e%2e%2fpasswd',
  'e' + '\u0301'.repeat(3_000) + '.pdf', 'foto.jpg\u0000', 'a:b*c?d|e.pdf', 'desktop.ini', 'naam.pdf.', 'naam.pdf ', '__proto__', 'constructor', '\ufeffbom.pdf', '.'.repeat(900) + 'a' + '.'.repeat(900), '=HYPERLINK("x").csv', '=?utf-8?q?dubbel?=.pdf',
]; // prettier-ignore

const part = (parameter: string) =>
  `--g\nContent-Type: application/pdf\nContent-Disposition: attachment; ${parameter}\n\nx\n`;
const FROM = 'From: Kwaad <kwaad@provider.example>\nSubject: namen\nMessage-ID: <k0000@provider.example>\n';

describe('names of files in a mail', () => {
  it.each([
    ['in percent encoding', (name: string) => `filename*=utf-8''${percent(name)}`],
    ['in encoded words', (name: string) => `filename="${word(name)}"`],
    ['as they are', (name: string) => `filename="${name.replace(/["\r\n]/g, '_')}"`],
  ])('%s are stored as one safe, visible name; the original mail keeps what was sent', async (_how, encode) => {
    const raw = Buffer.from(
      `${FROM}Content-Type: multipart/mixed; boundary=g\n\n${NAMES.map((name) => part(encode(name))).join('')}--g--\n`,
    );
    const { documents, raw: kept } = await registered(raw);
    expect(documents).toHaveLength(NAMES.length + 1);
    for (const document of documents) {
      const name = document['bestandsnaam'] as string;
      expect(name).not.toMatch(TRICKS);
      expect(name).not.toMatch(/[/\\:*?"<>|]/);
      expect(name).not.toMatch(/^[.\s]|[.\s]$/);
      expect(name).not.toMatch(RESERVED);
      expect(name).toMatch(/[\p{L}\p{N}]/u);
      expect(name.isWellFormed()).toBe(true);
      expect(Buffer.byteLength(name)).toBeLessThanOrEqual(255);
      const header = contentDisposition('attachment', name);
      expect(header).toMatch(
        /^attachment; filename="[\x20-\x21\x23-\x5b\x5d-\x7e]*"; filename\*=UTF-8''[\w%.!~&#$^`|+-]*$/,
      );
      expect(decodeURIComponent(header.slice(header.indexOf("''") + 2))).toBe(name);
    }
    expect(Buffer.from(kept ?? []).equals(raw)).toBe(true);
  });
});

describe('words of a mail', () => {
  const evil =
    'Betaald\u202e\u2066 draaid\u0000\u0007\u001b[31m eg \u200b\u2028regel\u2029\r\ntwee\u0085 \ud83d \ufeff einde';

  it('that turn or hide stand in one line and in one direction in onderwerp, naam and task', async () => {
    const raw = Buffer.from(
      `From: ${word(`${evil}<b>Jan</b>`)} <jan@provider.example>\nSubject: ${word(evil)}\nMessage-ID: <k0000@p.example>\n` +
        'Content-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: base64\n\n' +
        Buffer.from(`${evil}\n${evil}`).toString('base64'),
    );
    const { klantcontact, betrokkene, dossier, documents } = await registered(raw);
    const naam = (betrokkene?.['contactnaam'] as { achternaam: string }).achternaam;
    for (const line of [klantcontact?.['onderwerp'], dossier?.['onderwerp'], naam, documents[0]?.['bestandsnaam']]) {
      expect(line).toMatch(/Betaald/);
      expect(line).not.toMatch(TRICKS);
      expect((line as string).isWellFormed()).toBe(true);
    }
    const inhoud = klantcontact?.['inhoud'] as string;
    expect(inhoud.split('\n').length).toBeGreaterThan(2);
    // eslint-disable-next-line no-control-regex
    expect(inhoud).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/);
    expect(inhoud.isWellFormed()).toBe(true);
  });

  it('of which nothing is visible leave a subject that says so, and no name', async () => {
    const nothing = word('\u202e\u200b\u2066\u2069\ufeff \u00ad');
    const raw = Buffer.from(
      `From: ${nothing} <jan@provider.example>\nSubject: ${nothing}\nMessage-ID: <k0000@p.example>\n\nvraag ${uid}\n`,
    );
    const { klantcontact, betrokkene } = await registered(raw);
    expect(klantcontact?.['onderwerp']).toBe('E-mail zonder onderwerp');
    expect(betrokkene).not.toHaveProperty('contactnaam');
  });
});

describe('thirty hostile and thirty sound mails in one chunk', () => {
  it('the sound ones are registered, the hostile ones come to their end, and it takes seconds', async () => {
    const hostile = HEADER_BOMBS.slice(0, 30).map(({ build, ends }) => ({ raw: build(), ends }));
    const sound = Array.from({ length: 30 }, (_, index) => ({
      raw: Buffer.from(
        `From: Noor <noor@post.example>\nSubject: Gewone vraag ${index}\nMessage-ID: <k0000@post.example>\n\nWanneer kan ik langskomen?\n`,
      ),
      ends: 'registered',
    }));
    const chunk = hostile.flatMap((bomb, index) => [bomb, sound[index] ?? bomb]);
    const messages = [];
    for (const { raw } of chunk) messages.push(await accepted(raw));
    await world.acceptMessages(messages);
    const start = performance.now();
    await world.registerMessages('email', messages.map(({ uuid }) => uuid)); // prettier-ignore
    const ms = performance.now() - start;
    const stored = await world.messages.find(messages.map(({ uuid }) => uuid), { raw: false }); // prettier-ignore
    const endings = new Map(
      stored.map(({ uuid, state, reason }) => [uuid, state === 'registered' ? state : reason?.code]),
    );
    expect(messages.map(({ uuid }) => endings.get(uuid))).toEqual(chunk.map(({ ends }) => ends));
    expect(ms).toBeLessThan(30_000);
  });
});
