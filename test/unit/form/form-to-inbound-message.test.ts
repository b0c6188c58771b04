import { expect, test } from 'vitest';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { FormKanaal } from '#application/ports/form-intake.ts';
import { parseForm } from '#channels/form/form.parse.ts';
import { toPhoneNumber } from '#channels/form/form.betrokkene.ts';
import { toInboundMessages } from '#channels/form/form.to-inbound-message.ts';
import { canonicalJson, contentSha256 } from '#channels/form/form.message-key.ts';

const RECEIVED = new Date('2026-03-02T10:00:00Z');
const PARTIJ = '3f1c2f6e-6d29-4b53-9a57-0f7a4d9d6a10';
const question = { onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?' };
const answered = { ...question, beantwoord: true, antwoord: 'Vijf werkdagen.' };

function map(fields: object, kanaal: FormKanaal = 'balie', registerAnyway?: true) {
  const parsed = parseForm(new TextEncoder().encode(JSON.stringify({ medewerker: 'b.balie', ...fields })));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.faults));
  return toInboundMessages(
    parsed.form,
    { kanaal, contentSha256: '' },
    {
      receivedAt: RECEIVED,
      ...(registerAnyway === undefined ? {} : { registerAnyway }),
    },
  );
}
function contactsOf(fields: object, kanaal?: FormKanaal): readonly InboundMessage[] {
  const normalised = map(fields, kanaal);
  if (normalised.kind === 'aside') throw new Error(normalised.code);
  return normalised.contacten;
}

test('statement 33: an anonymous visitor, answered on the spot, leaves nothing in the register', () => {
  expect(map({ betrokkenen: [{}], onderwerpen: [answered] })).toEqual({
    kind: 'aside',
    code: 'geen-registratie-nodig',
  });
  expect(map({ betrokkenen: [{ volledigeNaam: 'Jan Smit' }], onderwerpen: [answered] })).toMatchObject({
    kind: 'aside',
  });
});

test('and is registered all the same, without a task, when a person asks for it', () => {
  const asked = map({ betrokkenen: [{}], onderwerpen: [answered] }, 'balie', true);
  expect(asked).toMatchObject({ kind: 'contacten', contacten: [{ reactie: 'Vijf werkdagen.' }] });
  expect(JSON.stringify(asked)).not.toContain('"taak"');
});

test('statement 34: who is identified and answered is a reference without contact data, and nobody gets a task', () => {
  const [contact] = contactsOf({
    betrokkenen: [
      { wasPartij: PARTIJ, volledigeNaam: 'Jan Smit', telefoonnummer: '06 12345678', emailadres: 'j@x.nl' },
    ],
    onderwerpen: [answered],
  });
  expect(contact).toMatchObject({
    kanaal: 'balie',
    inhoud: 'Hoe lang duurt het?',
    reactie: 'Vijf werkdagen.',
    actor: { medewerker: 'b.balie' },
    documenten: [],
  });
  expect(contact?.betrokkenen).toEqual([{ rol: 'klant', initiator: true, wasPartij: PARTIJ, digitaleAdressen: [] }]);
  expect(contact).not.toHaveProperty('taak');
});

test('statement 35: two subjects are two contacts, each with its own follow-up', () => {
  const contacts = contactsOf({
    betrokkenen: [{ volledigeNaam: 'Jan Smit' }],
    onderwerpen: [
      { onderwerp: 'Omgewaaide boom', vraag: 'Ligt op straat', opvolging: { afdeling: 'GROEN' } },
      { onderwerp: 'Schuldhulp', vraag: 'Wat nu?', opvolging: { afdeling: 'SOC', handeling: 'Gesprek plannen' } },
    ],
  });
  expect(contacts.map(({ onderwerp, taak }) => [onderwerp, taak?.eenheid, taak?.gevraagdeHandeling])).toEqual([
    ['Omgewaaide boom', 'GROEN', 'Opvolgen klantcontact'],
    ['Schuldhulp', 'SOC', 'Gesprek plannen'],
  ]);
});

test('of two subjects of an anonymous visitor only the unanswered one is registered', () => {
  const contacts = contactsOf({ betrokkenen: [{}], onderwerpen: [answered, { onderwerp: 'Boom', vraag: 'Om' }] });
  expect(contacts.map(({ onderwerp }) => onderwerp)).toEqual(['Boom']);
});

test('statement 36: two visitors on one form are two betrokkenen of one contact', () => {
  const contacts = contactsOf({
    betrokkenen: [
      { volledigeNaam: 'Jan Smit' },
      { rol: 'vertegenwoordiger', naam: { voornaam: 'An', achternaam: 'Bos' } },
    ],
    onderwerpen: [question],
  });
  expect(contacts).toHaveLength(1);
  expect(contacts[0]?.betrokkenen).toMatchObject([
    { rol: 'klant', initiator: true, naam: { volledig: 'Jan Smit' } },
    { rol: 'vertegenwoordiger', initiator: true, naam: { voornaam: 'An', achternaam: 'Bos' } },
  ]);
});

test('statement 37: a one-off number of an identified visitor belongs to this contact, as +31...', () => {
  const [contact] = contactsOf({
    betrokkenen: [{ wasPartij: PARTIJ, telefoonnummer: '06-1234 5678' }],
    onderwerpen: [question],
  });
  expect(contact?.betrokkenen[0]).toEqual({
    rol: 'klant',
    initiator: true,
    wasPartij: PARTIJ,
    digitaleAdressen: [{ adres: '+31612345678', soort: 'telefoonnummer', omschrijving: 'Gegeven aan de balie' }],
  });
  expect(contact?.taak).toMatchObject({ gevraagdeHandeling: 'Opvolgen klantcontact' });
});

test('statement 41: an unknown caller who could not be helped is called back', () => {
  const [contact] = contactsOf(
    { betrokkenen: [{ volledigeNaam: 'Jan Smit', telefoonnummer: '0612345678' }], onderwerpen: [question] },
    'telefoon',
  );
  expect(contact?.taak?.gevraagdeHandeling).toBe('Terugbellen');
  expect(contact?.betrokkenen[0]).not.toHaveProperty('wasPartij');
});

test('a number that the register does not take is named in the task as missing, and kept in the bijlage only', () => {
  const [contact] = contactsOf({ betrokkenen: [{ telefoonnummer: '14 020' }], onderwerpen: [question] });
  expect(contact?.betrokkenen[0]?.digitaleAdressen).toEqual([]);
  expect(contact?.taak?.toelichting).toContain('telefoonnummer');
  expect(contact?.taak?.toelichting).not.toContain('020');
  const [original] = contact?.documenten ?? [];
  expect(original).toMatchObject({ rol: 'origineel', bestandsnaam: 'balieformulier.txt' });
  expect(original?.bron.kind === 'bytes' && new TextDecoder().decode(original.bron.bytes)).toContain('14 020');
});

test('a question longer than the register holds is kept whole as a bijlage', () => {
  const vraag = `${'Lang verhaal. '.repeat(80)}Einde.`;
  const [contact] = contactsOf({ betrokkenen: [{}], onderwerpen: [{ onderwerp: 'Verhaal', vraag }] });
  const bron = contact?.documenten[0]?.bron;
  expect(bron?.kind === 'bytes' && new TextDecoder().decode(bron.bytes)).toContain(vraag);
});

test('the contact happened when the conversation began, else when the form came in', () => {
  const fields = { betrokkenen: [{}], onderwerpen: [question] };
  expect(contactsOf(fields)[0]?.plaatsgevondenOp).toEqual(RECEIVED);
  expect(contactsOf({ ...fields, gestartOp: '2026-03-02T10:45:00+01:00' })[0]?.plaatsgevondenOp).toEqual(
    new Date('2026-03-02T09:45:00Z'),
  );
});

test('a web form comes from the citizen by our automaat, is read first and routed by its subject', () => {
  const [contact] = contactsOf(
    { betrokkenen: [{ emailadres: 'jan@voorbeeld.nl' }], onderwerpen: [question] },
    'webformulier',
  );
  expect(contact).toMatchObject({
    actor: { automaat: 'webformulier' },
    taak: { gevraagdeHandeling: 'Lezen en bepalen benodigde actie' },
    triage: { formulierOnderwerp: 'Paspoort', afzender: 'jan@voorbeeld.nl' },
  });
});

test('a zaak becomes an onderwerpobject with the codes of the reference lists', () => {
  const [contact] = contactsOf({ betrokkenen: [{}], onderwerpen: [{ ...question, zaak: 'ZAAK-2026-0000000017' }] });
  expect(contact?.onderwerpobjecten).toEqual([
    {
      identificator: {
        objectId: 'ZAAK-2026-0000000017',
        codeObjecttype: '12',
        codeRegister: '6',
        codeSoortObjectId: '12',
      },
    },
  ]);
});

test.each([
  ['0612345678', '+31612345678'],
  ['020 - 624 11 11', '+31206241111'],
  ['+32 470 12 34 56', '+32470123456'],
  ['0031 6 12345678', '+31612345678'],
  ['14020', undefined],
  ['0800-1351', '+318001351'],
  ['020 6241111 toestel 12', undefined],
])('the phone number %j is kept as %j', (written, kept) => {
  expect(toPhoneNumber(written)).toBe(kept);
});

test('the same contents in another order are the same form', () => {
  expect(contentSha256({ a: 1, b: [{ c: 2, d: 3 }] })).toBe(contentSha256({ b: [{ d: 3, c: 2 }], a: 1 }));
  expect(contentSha256({ a: [1, 2] })).not.toBe(contentSha256({ a: [2, 1] }));
  expect(canonicalJson({ b: 1, a: null })).toBe('{"a":null,"b":1}');
});
