import { describe, expect, it } from 'vitest';
import type { Letter } from '#channels/letter/letter.parse.ts';
import type { Sidecar } from '#channels/letter/letter.sidecar.ts';
import { toInboundMessage } from '#channels/letter/letter.to-inbound-message.ts';
import { toDocumentReading, type PageText } from '#channels/letter/reading/document-reading.ts';

const scanned = new Date('2026-01-08T09:00:00Z');
const input = {
  uuid: '9b2c9d7e-8f0a-4c7a-9a54-6e1b6f0f2a11',
  key: 'letter:aa',
  receivedAt: scanned,
  envelope: {},
  mediaType: 'application/pdf',
  size: 3,
  sha256: 'aa',
  raw: new Uint8Array(3),
};
const addressees = { afdelingen: [{ code: 'BURG', naam: 'Burgerzaken' }], medewerkers: [], regels: [] };
const readable: PageText = { text: 'Dit is de tekst van de brief, van 3 januari.', source: 'text-layer' };

const letter = (more: Partial<Letter> = {}, ...pages: PageText[]): Letter => ({
  reading: toDocumentReading('application/pdf', pages.length === 0 ? [readable] : pages),
  onderwerp: null,
  geadresseerde: null,
  afzender: null,
  ...more,
});
const map = (one: Letter, sidecar?: Sidecar, sidecarBroken = false) =>
  toInboundMessage(
    one,
    { fileName: 'scan.pdf', scanTime: scanned.toISOString(), sidecarBroken, ...(sidecar ? { sidecar } : {}) },
    input,
    addressees,
  );

describe('a letter as a klantcontact (C2138)', () => {
  it('took place when it was scanned, by the scanning street, with the scan as its document (27, 31)', () => {
    expect(map(letter())).toMatchObject({
      kanaal: 'brief',
      onderwerp: '',
      inhoud: readable.text,
      vertrouwelijk: false,
      plaatsgevondenOp: scanned,
      actor: { automaat: 'brief' },
      documenten: [{ rol: 'origineel', bestandsnaam: 'scan.pdf', formaat: 'application/pdf', bron: { sha256: 'aa' } }],
      taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie' },
    });
  });
  it('that nobody read has no inhoud and says so in its task (28)', () => {
    const unread = map(letter({}, { text: '', source: 'none' }));
    expect(unread).not.toHaveProperty('inhoud');
    expect(unread.taak?.toelichting).toContain('niet automatisch gelezen');
  });
  it('that is not legible has no inhoud, and no rule looks at its text', () => {
    const scrawl = map(letter({}, { text: 'fiets hek bezwaar ui la po', source: 'ocr', confidence: 41 }));
    expect(scrawl).not.toHaveProperty('inhoud');
    expect(scrawl.triage.tekst.trim()).toBe('');
    expect(scrawl.taak?.toelichting).toContain('niet automatisch te lezen');
  });
  it('of which some pages were not read says that in its task', () => {
    const { taak, inhoud } = map(letter({}, readable, { text: '', source: 'none' }));
    expect(inhoud).toBe(readable.text);
    expect(taak?.toelichting).toContain('Niet alle bladzijden');
  });
  it('has the address that stood on it, in lines, and never a digital one (29)', () => {
    const afzender = { naam: 'K. Bos', straatregel: 'Hof 3', postcode: '1999 XY', stad: 'Elders' };
    expect(map(letter({ afzender })).betrokkenen).toEqual([
      {
        rol: 'klant',
        initiator: true,
        naam: { volledig: 'K. Bos' },
        correspondentieadres: {
          adresregel1: 'Hof 3',
          adresregel2: '1999 XY Elders',
          postcode: '1999 XY',
          stad: 'Elders',
        },
        digitaleAdressen: [],
      },
    ]);
  });
  it('without a return address has no such key (29)', () => {
    expect(map(letter()).betrokkenen).toEqual([{ rol: 'klant', initiator: true, digitaleAdressen: [] }]);
  });
  it('is what its sidecar says, before what stands in its text; lines are cut at 80', () => {
    const afzender = { naam: 'K. Bos', straatregel: 'Hof 3', postcode: '1999 XY', stad: 'Elders' };
    const mapped = map(letter({ afzender, onderwerp: 'van de brief', geadresseerde: 'elders' }), {
      onderwerp: 'van de scanstraat',
      vertrouwelijk: true,
      geadresseerde: 'Burgerzaken',
      afzender: { naam: 'S. Wit', adresregel1: 'x'.repeat(90), postcode: 'B-1000', stad: 'Brussel' },
    });
    expect(mapped).toMatchObject({
      onderwerp: 'van de scanstraat',
      vertrouwelijk: true,
      taak: { eenheid: 'BURG' },
      triage: { geadresseerde: 'Burgerzaken' },
      betrokkenen: [{ naam: { volledig: 'S. Wit' } }],
    });
    expect(mapped.betrokkenen[0]?.correspondentieadres).toEqual({
      adresregel1: `${'x'.repeat(79)}…`,
      adresregel2: 'B-1000 Brussel',
      stad: 'Brussel',
    });
  });
  it('that needs no action according to the scanning street has no task (30)', () => {
    expect(map(letter(), { geenActieNodig: true })).not.toHaveProperty('taak');
  });
  it('whose sidecar is broken, or whose addressee is unknown, says so in its task', () => {
    expect(map(letter(), {}, true).taak?.toelichting).toContain('scanstraat');
    const unknown = map(letter({ geadresseerde: 'mevrouw De Wit' })).taak;
    expect(unknown?.toelichting).toContain('niet als afdeling of medewerker bekend');
    expect(unknown?.toelichting).not.toContain('De Wit');
  });
});
