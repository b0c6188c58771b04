import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { automaatUuid, eenheidUuid, medewerkerUuid } from '#domain/actor/actor-uuid.ts';
import { hashPassword } from '#infrastructure/accounts/password.ts';
import { photographed, scannedTiff } from '#main/demo/seed/letter/scan.ts';
import type { Program } from '#main/start-program.ts';
import { eventually } from '#test/support/eventually.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { typedPdf } from '#test/support/letter/pages.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';

type Row = Record<string, unknown> & { _id: string };

const stores = isolatedStores();
const dataDir = mkdtempSync(join(tmpdir(), 'intake-brief-'));
const map = join(dataDir, 'scans');
let program: Program;
let database: mongoose.Connection;

const start = async (ocr: boolean) => {
  const config = {
    kanalen: { brief: { map, ocr, stabielSeconden: 0.2 } },
    afdelingen: [
      { code: 'KCC', naam: 'Klantcontactcentrum' },
      { code: 'BURG', naam: 'Burgerzaken' },
      { code: 'JUR', naam: 'Juridische zaken' },
    ],
    triage: { regels: [{ naam: 'bezwaar', naar: 'JUR', als: { woorden: ['bezwaar'] } }] },
    toegang: {
      accounts: [
        {
          gebruikersnaam: 'j.hendriks',
          naam: 'Joke Hendriks',
          wachtwoord: await hashPassword('een lang wachtwoord'),
          rollen: ['eenheid'],
          afdelingen: ['BURG'],
        },
      ],
    },
  };
  return startOnStores(stores, dataDir, 'letter,workers', config);
};

beforeAll(async () => {
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  program = await start(true);
});
afterAll(async () => {
  await program?.stop();
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

/** As a scanning street does: the facts first, then the scan under its own name at once. */
async function drop(name: string, bytes: Uint8Array, sidecar?: object): Promise<void> {
  const folder = join(map, 'in');
  await mkdir(folder, { recursive: true });
  if (sidecar !== undefined) await writeFile(join(folder, name.replace(/\.\w+$/, '.json')), JSON.stringify(sidecar));
  await writeFile(join(folder, `.${name}.part`), bytes);
  await rename(join(folder, `.${name}.part`), join(folder, name));
}
const rows = (name: string, filter: object) =>
  database.collection(name).find(filter).toArray() as Promise<unknown> as Promise<Row[]>;

/** The ledger's entry once the scan has come to its end and has left the folder. */
async function finished(name: string): Promise<Row> {
  const message = await eventually(async () => (await rows('messages', { aliases: name, state: { $ne: 'open' } }))[0], {
    what: `${name} finished`,
    deadlineMs: 60_000,
  });
  await eventually(() => !existsSync(join(map, 'in', name)), { what: `${name} out of in/` });
  return message;
}

/** Everything in the register that belongs to the one klantcontact of a scan. */
async function register(name: string, bytes: Uint8Array, sidecar?: object) {
  await drop(name, bytes, sidecar);
  const message = await finished(name);
  expect(message).toMatchObject({ state: 'registered', klantcontacten: [{}] });
  const [{ uuid }] = message['klantcontacten'] as [{ uuid: string }];
  const betrokkenen = await rows('betrokkenen', { hadKlantcontact: uuid });
  const bijlagen = await rows('bijlagen', { wasBijlageVanKlantcontact: uuid });
  return {
    message,
    klantcontact: (await rows('klantcontacten', { _id: uuid }))[0] as Row,
    betrokkenen,
    digitaleAdressen: await rows('digitaleadressen', {
      verstrektDoorBetrokkene: { $in: betrokkenen.map(({ _id }) => _id) },
    }),
    actoren: (await rows('actorklantcontacten', { klantcontact: uuid })).map((link) => link['actor'] as string),
    bijlagen,
    informatieobjecten: await rows('informatieobjecten', {
      _id: { $in: bijlagen.map((bijlage) => (bijlage['bijlageidentificator'] as { objectId: string }).objectId) },
    }),
    taken: await rows('internetaken', { aanleidinggevendKlantcontact: uuid }),
  };
}
const archived = () => readdirSync(join(map, 'archief'), { recursive: true }).map(String);

const letter = (more: { aan?: string; betreft?: string; tekst?: string } = {}) => `K. van den Berg
Vaartkade 31
1999 AB Voorbeeldstad

Gemeente Voorbeeldstad
${more.aan ?? 'Postbus 100'}
1998 ZZ Voorbeeldstad

Datum: 3 januari 2026
Betreft: ${more.betreft ?? 'geluid van de kermis'}

Geachte heer, mevrouw,

${more.tekst ?? 'Ieder jaar staat de kermis tien dagen op het plein. Kan er dit jaar iemand komen luisteren hoe hard de muziek is?'}

Met vriendelijke groet,

K. van den Berg`;

describe('a letter on paper, from the scan folder to the register (C2138)', () => {
  it('with a text layer is a whole unit: scan, sender, address, actor, task (26, 27, 29, 30, 31)', async () => {
    const bytes = await typedPdf(letter());
    const unit = await register('typed.pdf', bytes, {
      scandatum: '2026-01-08T10:00:00+01:00',
      batch: 'OCHTEND',
      volgnummer: 1,
    });
    expect(unit.klantcontact).toMatchObject({
      kanaal: 'post',
      onderwerp: 'geluid van de kermis',
      indicatieContactGelukt: true,
      vertrouwelijk: false,
      plaatsgevondenOp: new Date('2026-01-08T09:00:00Z'),
    });
    expect(unit.klantcontact['inhoud']).toContain('Ieder jaar staat de kermis');
    expect(unit.actoren).toEqual([automaatUuid('brief')]);
    expect(unit.betrokkenen).toMatchObject([
      {
        rol: 'klant',
        initiator: true,
        contactnaam: { achternaam: 'K. van den Berg' },
        correspondentieadres: {
          adresregel1: 'Vaartkade 31',
          adresregel2: '1999 AB Voorbeeldstad',
          postcode: '1999 AB',
        },
      },
    ]);
    expect(unit.betrokkenen[0]).not.toHaveProperty('wasPartij');
    expect(unit.digitaleAdressen).toEqual([]);
    expect(unit.bijlagen).toMatchObject([
      { bijlageidentificator: { codeObjecttype: '3', codeRegister: '7', codeSoortObjectId: '4' } },
    ]);
    expect(unit.informatieobjecten).toMatchObject([
      { bestandsnaam: 'typed.pdf', formaat: 'application/pdf', bestandsomvang: bytes.byteLength },
    ]);
    expect(unit.taken).toMatchObject([
      {
        gevraagdeHandeling: 'Lezen en bepalen benodigde actie',
        toegewezenAanActoren: [eenheidUuid('KCC')],
        status: 'te_verwerken',
      },
    ]);
    expect(archived().some((name) => name.endsWith('typed.json'))).toBe(true);
  });

  it('as a scanned TIFF of two pages, confidential, for a department by its sidecar, goes to that unit (32)', async () => {
    const pages = await typedPdf(letter(), 'Bladzijde 2. Hier volgt een overzicht van mijn eerdere adressen.');
    const { klantcontact, taken, informatieobjecten } = await register('scan.tif', await scannedTiff(pages), {
      geadresseerde: 'Burgerzaken',
      onderwerp: 'Aanvullende stukken',
      vertrouwelijk: true,
    });
    expect(klantcontact).toMatchObject({ onderwerp: 'Aanvullende stukken', vertrouwelijk: true });
    expect(klantcontact['inhoud']).toContain('overzicht van mijn eerdere adressen');
    expect(taken).toMatchObject([{ toegewezenAanActoren: [eenheidUuid('BURG')] }]);
    expect(informatieobjecten).toMatchObject([{ formaat: 'image/tiff' }]);
  });

  it('photographed with a phone is read as well', async () => {
    const { klantcontact } = await register(
      'foto.jpg',
      await photographed(await typedPdf(letter({ betreft: 'losse tegels' }))),
    );
    expect(klantcontact['onderwerp']).toBe('losse tegels');
  });

  it('to the attention of a colleague is hers, not of the KCC (32)', async () => {
    const { taken } = await register('aan-joke.pdf', await typedPdf(letter({ aan: 't.a.v. mevrouw J. Hendriks' })));
    expect(taken).toMatchObject([{ toegewezenAanActoren: [eenheidUuid('BURG'), medewerkerUuid('j.hendriks')] }]);
  });

  it('whose text holds the word of a rule goes where the rule says, with its name as the explanation', async () => {
    const { taken } = await register(
      'bezwaar.pdf',
      await typedPdf(letter({ tekst: 'Ik maak bezwaar tegen uw besluit van mei.' })),
    );
    expect(taken).toMatchObject([{ toegewezenAanActoren: [eenheidUuid('JUR')] }]);
    expect(await rows('taakdossiers', { _id: taken[0]?._id })).toMatchObject([{ routering: { regel: 'bezwaar' } }]);
  });

  it('that needs no action according to the scanning street has no task (30)', async () => {
    const { taken } = await register(
      'geen-actie.pdf',
      await typedPdf(letter({ tekst: 'Ter kennisgeving, u hoeft niets te doen.' })),
      {
        geenActieNodig: true,
      },
    );
    expect(taken).toEqual([]);
  });

  it('that was scanned twice is one klantcontact, and both files leave the folder', async () => {
    const bytes = await typedPdf(letter({ betreft: 'dubbel gescand' }));
    await register('dubbel-1.pdf', bytes);
    await drop('dubbel-2.pdf', bytes);
    await eventually(() => !existsSync(join(map, 'in', 'dubbel-2.pdf')), { what: 'the second out of in/' });
    expect(await rows('klantcontacten', { onderwerp: 'dubbel gescand' })).toHaveLength(1);
    expect(archived().some((name) => name.endsWith('dubbel-2-dubbel.pdf'))).toBe(true);
  });

  it('bad, good, bad, good: both good ones arrive, both bad ones are in mislukt/ with a task for a person', async () => {
    const broken = (place: number) => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(500 + place, 0x20)]);
    await drop('kapot-1.pdf', broken(1));
    await drop('goed-1.pdf', await typedPdf(letter({ betreft: 'goede brief een' })));
    await drop('kapot-2.png', Buffer.from('dit is geen plaatje'));
    await drop('goed-2.pdf', await typedPdf(letter({ betreft: 'goede brief twee' })));
    expect(await finished('kapot-1.pdf')).toMatchObject({ state: 'parked', reason: { code: 'document-corrupt' } });
    const unsupported = await finished('kapot-2.png');
    expect(unsupported).toMatchObject({ state: 'parked', reason: { code: 'document-type-unsupported' } });
    for (const name of ['goed-1.pdf', 'goed-2.pdf'])
      expect(await finished(name)).toMatchObject({ state: 'registered' });
    expect(await rows('taakdossiers', { messages: unsupported._id })).toMatchObject([{ soort: 'herstel' }]);
    const mislukt = readdirSync(join(map, 'mislukt')).sort();
    expect(mislukt).toEqual(['kapot-1.fout.json', 'kapot-1.pdf', 'kapot-2.fout.json', 'kapot-2.png']);
    expect(JSON.parse(readFileSync(join(map, 'mislukt/kapot-1.fout.json'), 'utf8'))).toMatchObject({
      code: 'document-corrupt',
    });
  });

  it('without recognition has no inhoud (28)', async () => {
    await program.stop();
    program = await start(false);
    const scan = await photographed(await typedPdf(letter({ betreft: 'niet te lezen' })));
    const { klantcontact, betrokkenen, taken } = await register('zonder-ocr.jpg', scan);
    expect(klantcontact).not.toHaveProperty('inhoud');
    expect(klantcontact['onderwerp']).toBe('Brief');
    expect(betrokkenen[0]).not.toHaveProperty('correspondentieadres');
    expect(taken[0]?.['toelichting']).toContain('niet automatisch gelezen');
  });
});
