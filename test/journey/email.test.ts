import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaatUuid, eenheidUuid } from '#domain/actor/actor-uuid.ts';
import { isDovecotPresent, startDovecot, type Dovecot } from '#infrastructure/embedded/dovecot.ts';
import type { Program } from '#main/start-program.ts';
import { openOtherClient, PASSWORD, type OtherClient } from '#test/support/email/mailbox-on-dovecot.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';

type Row = Record<string, unknown> & { _id: string };
type Numbered = { uuid: string; nummer: string };

const stores = isolatedStores();
const USER = 'info@voorbeeldstad.example';
const GOLDEN = new URL('../golden/email/', import.meta.url);
const dataDir = mkdtempSync(join(tmpdir(), 'intake-email-'));

let dovecot: Dovecot;
let program: Program;
let database: mongoose.Connection;
let other: OtherClient;

beforeAll(async () => {
  if (!isDovecotPresent) return;
  dovecot = await startDovecot({ users: [{ user: USER, password: PASSWORD }] });
  other = await openOtherClient(dovecot, USER);
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  const imap = { host: dovecot.host, port: dovecot.port, tls: false, user: USER, password: PASSWORD };
  const config = {
    kanalen: { email: { mailboxes: [{ naam: 'info', imap, interneDomeinen: ['intern.voorbeeldstad.example'] }] } },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'VERG', naam: 'Vergunningen' },
    ],
    triage: { regels: [{ naam: 'kappen', naar: 'VERG', als: { woorden: ['kapvergunning'] } }] },
  };
  program = await startOnStores(stores, dataDir, 'email,workers', config);
});
afterAll(async () => {
  await program?.stop();
  await database?.close();
  other?.close();
  await dovecot?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

const golden = (name: string) => readFileSync(new URL(`${name}/input.eml`, GOLDEN));
/** An IMAP server keeps lines that end with CRLF. */
const asTravelled = (name: string) => Buffer.from(golden(name).toString().replaceAll('\n', '\r\n'));
const append = (raw: Buffer, at?: Date) => other.client.append('INBOX', raw, [], at);
const rows = (name: string, filter: object) =>
  database.collection(name).find(filter).toArray() as Promise<unknown> as Promise<Row[]>;

/** The ledger's entry once the message has come to its end. */
async function finished(filter: object): Promise<Row> {
  return eventually(async () => (await rows('messages', { ...filter, state: { $ne: 'open' } }))[0], {
    what: 'a finished message',
    deadlineMs: 20_000,
  });
}

/** Everything in the register that belongs to the one klantcontact of a message. */
async function unitOf(message: Row) {
  expect(message).toMatchObject({ state: 'registered', klantcontacten: [{}] });
  const uuid = (message['klantcontacten'] as Numbered[])[0]?.uuid ?? '';
  const betrokkenen = await rows('betrokkenen', { hadKlantcontact: uuid });
  const bijlagen = await rows('bijlagen', { wasBijlageVanKlantcontact: uuid });
  const documents = bijlagen.map((bijlage) => (bijlage['bijlageidentificator'] as { objectId: string }).objectId);
  return {
    klantcontact: (await rows('klantcontacten', { _id: uuid }))[0] as Row,
    betrokkenen,
    digitaleAdressen: await rows('digitaleadressen', {
      verstrektDoorBetrokkene: { $in: betrokkenen.map(({ _id }) => _id) },
    }),
    actoren: (await rows('actorklantcontacten', { klantcontact: uuid })).map((link) => link['actor'] as string),
    bijlagen,
    informatieobjecten: await rows('informatieobjecten', { _id: { $in: documents } }),
    onderwerpobjecten: await rows('onderwerpobjecten', { klantcontact: uuid }),
    taken: await rows('internetaken', { aanleidinggevendKlantcontact: uuid }),
  };
}
async function register(name: string, alias: string, at?: Date) {
  await append(golden(name), at);
  return unitOf(await finished({ aliases: alias }));
}

describe.skipIf(!isDovecotPresent)('an e-mail to info@, from the mailbox to the register (C1199)', () => {
  it('with two attachments is one klantcontact, three stored documents and three bijlagen (1, 5, 6, 7, 8, 15)', async () => {
    const unit = await register('bijlagen', 'a1@provider.example');
    expect(unit.informatieobjecten.map(({ bestandsnaam }) => bestandsnaam as string).sort()).toEqual([
      'Aanvraag gehandicaptenparkeerkaart.eml',
      'Aanvraag parkeerkaart.pdf',
      'verklaring arts – pagina 1.png',
    ]);
    expect(unit.bijlagen).toHaveLength(3);
    for (const { bijlageidentificator } of unit.bijlagen) {
      expect(bijlageidentificator).toMatchObject({ codeObjecttype: '3', codeRegister: '7', codeSoortObjectId: '4' });
    }
    expect(unit.actoren).toEqual([automaatUuid('email')]);
    expect(unit.betrokkenen).toMatchObject([{ rol: 'klant', initiator: true }]);
    expect(unit.betrokkenen[0]).not.toHaveProperty('wasPartij');
    expect(unit.digitaleAdressen).toMatchObject([
      { adres: 'fatima.elamrani@provider.example', soortDigitaalAdres: 'email', omschrijving: 'Uit ontvangen e-mail' },
    ]);
    expect(unit.taken).toMatchObject([
      {
        status: 'te_verwerken',
        gevraagdeHandeling: 'Lezen en bepalen benodigde actie',
        toegewezenAanActoren: [eenheidUuid('KCC')],
      },
    ]);
    expect(unit.taken[0]).not.toHaveProperty('afgehandeldOp');
  });

  it('has the subject, the text, the fixed values and the moment of receipt (2, 3, 4)', async () => {
    const at = new Date('2024-03-01T09:15:00+01:00');
    const { klantcontact, bijlagen } = await register('engels', 'a13@provider.example', at);
    expect(klantcontact).toMatchObject({
      kanaal: 'e-mail',
      onderwerp: 'Registration after moving',
      indicatieContactGelukt: true,
      vertrouwelijk: false,
      taal: 'eng',
      plaatsgevondenOp: at,
    });
    expect(klantcontact['inhoud']).toMatch(/^Hello,\n\nI moved here last week/);
    expect(bijlagen).toHaveLength(1);
  });

  it('of five thousand characters keeps its whole text as a bijlage and a cut one in inhoud (9)', async () => {
    const { klantcontact, informatieobjecten } = await register('lange-tekst', 'a4@provider.example');
    expect([...(klantcontact['inhoud'] as string)].length).toBeLessThanOrEqual(1_000);
    expect(klantcontact['inhoud']).toMatch(/…$/);
    expect(informatieobjecten).toMatchObject([
      { formaat: 'message/rfc822', bestandsomvang: asTravelled('lange-tekst').byteLength },
    ]);
  });

  it('without a subject or a Message-ID is complete (10)', async () => {
    const { klantcontact } = await register('geen-onderwerp', 'a3@provider.example');
    expect(klantcontact['onderwerp']).toBe('E-mail zonder onderwerp');
    await append(golden('zonder-message-id'));
    await eventually(async () => (await rows('klantcontacten', { onderwerp: 'Losse stoeptegel' })).length === 1, {
      what: 'the mail without an id',
    });
  });

  it('of a sender whose address is too long loses the address, not the mail, and the task says so (11)', async () => {
    const { digitaleAdressen, taken } = await register('lang-adres', 'a17@provider.example');
    expect(digitaleAdressen).toEqual([]);
    expect(taken[0]?.['toelichting']).toContain('ontbreekt in de contactgegevens');
    expect(taken[0]?.['toelichting']).not.toContain('@');
  });

  it('that names a routing word goes to its unit', async () => {
    const { taken } = await register('lang-adres', 'a17@provider.example');
    expect(taken[0]?.['toegewezenAanActoren']).toEqual([eenheidUuid('VERG')]);
  });

  it('delivered twice, over two roads, is one klantcontact with one task and one set of bijlagen (12)', async () => {
    await append(golden('duits'));
    const first = await unitOf(await finished({ aliases: 'a12@anbieter.example' }));
    await append(Buffer.concat([Buffer.from('X-Tweede-Weg: ja\n'), golden('duits')]));
    await eventually(
      async () =>
        ((await rows('messages', { aliases: 'a12@anbieter.example' }))[0]?.['locations'] as string[] | undefined)
          ?.length === 2,
      {
        what: 'the second delivery recognised',
      },
    );
    expect(await rows('messages', { aliases: 'a12@anbieter.example' })).toHaveLength(1);
    expect(await rows('klantcontacten', { onderwerp: first.klantcontact['onderwerp'] })).toHaveLength(1);
    expect(first.taken).toHaveLength(1);
    expect(first.bijlagen).toHaveLength(1);
  });

  it('in answer to an earlier one is tied to it, never by a number in its subject', async () => {
    const raw = golden('pools').toString();
    const question = await register('pools', 'a14@provider.example');
    const reply = raw
      .replaceAll('a14@', 'a14-antwoord@')
      .replace('Rejestracja', 'Re: Rejestracja')
      .replace('MIME-Version', 'In-Reply-To: <a14@provider.example>\nMIME-Version');
    await append(Buffer.from(reply));
    const answer = await unitOf(await finished({ aliases: 'a14-antwoord@provider.example' }));
    expect(answer.onderwerpobjecten).toMatchObject([{ wasKlantcontact: question.klantcontact._id }]);
    const { onderwerpobjecten } = await register('antwoord-in-draad', 'a5@provider.example');
    expect(onderwerpobjecten).toEqual([]);
  });

  it.each([
    ['onbestelbaar', 'a10@mx.provider.example', 'bounce'],
    ['automatisch-antwoord', 'a8@bedrijf.example', 'automatisch-antwoord'],
    ['leesbevestiging', 'a11@provider.example', 'ontvangstbevestiging'],
    ['eigen-bericht', 'a23@voorbeeldstad.example', 'eigen-bericht'],
    ['van-collega', 'a24@intern.voorbeeldstad.example', 'intern'],
  ])('that is a %s leads to no klantcontact and is kept aside with the reason (14)', async (name, alias, code) => {
    await append(golden(name));
    expect(await finished({ aliases: alias })).toMatchObject({ state: 'aside', reason: { code }, klantcontacten: [] });
  });

  it('bad, good, bad, good: both good ones arrive and both bad ones are parked with a task', async () => {
    const bad = (place: number) => Buffer.alloc(400 + place);
    const good = (place: number) =>
      Buffer.from(golden('zonder-message-id').toString().replaceAll('stoeptegel', `put ${place}`));
    for (const raw of [bad(1), good(1), bad(2), good(2)]) await append(raw);
    await eventually(async () => (await rows('klantcontacten', { onderwerp: /^Losse put/ })).length === 2, {
      what: 'the good ones',
    });
    const parked = await eventually(
      async () => {
        const found = await rows('messages', { state: 'parked', 'reason.code': 'mail-empty' });
        return found.length === 2 && found;
      },
      { what: 'the bad ones parked' },
    );
    expect(await rows('taakdossiers', { messages: { $in: parked.map(({ _id }) => _id) } })).toHaveLength(2);
  });

  it('is gone from the folder once it is durable, whatever became of it', async () => {
    await eventually(async () => (await other.subjectsIn('INBOX')).length === 0, { what: 'an empty folder' });
  });
});

const FIXTURES = '../shared/fixtures/email/chatwoot';
describe.skipIf(!isDovecotPresent || !existsSync(FIXTURES))(
  'public mails of ../shared/fixtures (skipped where absent)',
  () => {
    it('all come to an end: registered, aside or parked', { timeout: 60_000 }, async () => {
      const files = readdirSync(FIXTURES).filter((name) => name.endsWith('.eml'));
      // Some of them are the same mail twice.
      const before = await database.collection('messages').countDocuments({});
      for (const name of files) await append(readFileSync(join(FIXTURES, name)));
      await eventually(async () => (await other.subjectsIn('INBOX')).length === 0, {
        what: 'all taken in',
        deadlineMs: 30_000,
      });
      await eventually(async () => (await database.collection('messages').countDocuments({ state: 'open' })) === 0, {
        what: 'none left open',
        deadlineMs: 30_000,
      });
      expect((await database.collection('messages').countDocuments({})) - before).toBeGreaterThan(files.length * 0.8);
      expect(
        await database.collection('messages').countDocuments({ state: 'parked', 'reason.code': { $ne: 'mail-empty' } }),
      ).toBe(0);
    });
  },
);
