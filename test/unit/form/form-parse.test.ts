import { expect, test } from 'vitest';
import { parseForm } from '#channels/form/form.parse.ts';
import { verifyForm } from '#channels/form/form.verify.ts';

const bytes = (value: unknown) => new TextEncoder().encode(typeof value === 'string' ? value : JSON.stringify(value));
const whole = {
  medewerker: 'b.balie',
  betrokkenen: [{ volledigeNaam: 'Sanne de Wit' }],
  onderwerpen: [{ onderwerp: 'Paspoort', vraag: 'Hoe lang duurt het?' }],
};
const faultsOf = (value: unknown) => {
  const parsed = parseForm(bytes(value));
  return parsed.ok ? [] : parsed.faults.map(({ name, code }) => `${name}: ${code}`);
};

test('every faulty field of a form is named at once, with a reason in Dutch', () => {
  const parsed = parseForm(
    bytes({
      betrokkenen: [
        { emailadres: 'geen adres', telefoonnummer: 'onbekend', adres: { postcode: '12' }, wasPartij: '1' },
      ],
      onderwerpen: [{ onderwerp: 'x'.repeat(201), vraag: '', beantwoord: true }, { onderwerp: 'Bomen' }],
      vraag: 'staat op de verkeerde plaats',
    }),
  );
  if (parsed.ok) throw new Error('accepted');
  expect(parsed.faults.map(({ name, code }) => `${name}: ${code}`).sort()).toEqual([
    'betrokkenen.0.adres.postcode: invalid',
    'betrokkenen.0.emailadres: invalid',
    'betrokkenen.0.telefoonnummer: invalid',
    'betrokkenen.0.wasPartij: invalid',
    'onderwerpen.0.antwoord: required',
    'onderwerpen.0.onderwerp: max_length',
    'onderwerpen.0.vraag: required',
    'onderwerpen.1.vraag: required',
    'vraag: unknown',
  ]);
  expect(parsed.faults.find(({ name }) => name.endsWith('emailadres'))?.reason).toContain('geen e-mailadres');
});

test('no reason repeats what was typed', () => {
  const secret = 'zeer-geheim-123';
  const parsed = parseForm(bytes({ ...whole, betrokkenen: [{ emailadres: secret, rol: secret, wasPartij: secret }] }));
  expect(parsed.ok).toBe(false);
  expect(JSON.stringify(parsed)).not.toContain(secret);
});

test('empty fields of a form are absent fields', () => {
  const parsed = parseForm(
    bytes({
      ...whole,
      betrokkenen: [{ volledigeNaam: '  ', emailadres: '', telefoonnummer: null, adres: { huisnummer: '' } }],
    }),
  );
  expect(parsed).toMatchObject({ ok: true, form: { betrokkenen: [{ rol: 'klant', adres: {} }] } });
});

test.each([
  ['an answer is needed when the question is answered', { beantwoord: true }, 'onderwerpen.0.antwoord: required'],
  [
    'a follow-up does not go with an answer given on the spot',
    { beantwoord: true, antwoord: 'Ja.', opvolging: { afdeling: 'KCC' } },
    'onderwerpen.0.opvolging: not_together',
  ],
  [
    'a colleague is chosen together with a unit',
    { opvolging: { medewerker: 'f.jansen' } },
    'onderwerpen.0.opvolging.afdeling: required',
  ],
])('%s', (_title, fields, fault) => {
  expect(faultsOf({ ...whole, onderwerpen: [{ ...whole.onderwerpen[0], ...fields }] })).toEqual([fault]);
});

test.each(['', 'geen json', '[]', 'null', '"tekst"', '{"betrokkenen":{}}', '\u0000'])('%j is no form', (text) => {
  expect(faultsOf(text).length).toBeGreaterThan(0);
});

test('bytes that are no UTF-8 are no form', () => {
  expect(parseForm(Uint8Array.of(0x7b, 0xff, 0x7d))).toMatchObject({ ok: false, faults: [{ code: 'parse_error' }] });
});

test('what the form refers to must exist, and the conversation cannot have begun in the future', () => {
  const parsed = parseForm(
    bytes({
      ...whole,
      medewerker: 'onbekend',
      gestartOp: '2026-03-02T09:00:00+01:00',
      onderwerpen: [
        { onderwerp: 'Bomen', vraag: 'Omgewaaid', opvolging: { afdeling: 'WEG', medewerker: 'niemand' } },
        { onderwerp: 'Schulden', vraag: 'Hulp' },
      ],
    }),
  );
  if (!parsed.ok) throw new Error('refused');
  const faults = verifyForm(parsed.form, {
    kanaal: 'balie',
    afdelingen: new Set(['KCC']),
    medewerkers: new Set(['b.balie']),
    now: new Date('2026-03-01T09:00:00Z'),
  });
  expect(faults.map(({ name, code }) => `${name}: ${code}`)).toEqual([
    'gestartOp: invalid',
    'medewerker: does_not_exist',
    'onderwerpen.0.opvolging.afdeling: does_not_exist',
    'onderwerpen.0.opvolging.medewerker: does_not_exist',
  ]);
});

test('a form with a faulty field is told at once what it refers to that does not exist', () => {
  const parsed = parseForm(
    bytes({
      betrokkenen: [{ emailadres: 'geen adres' }],
      onderwerpen: [{ vraag: 'Omgewaaid' }, { ...whole.onderwerpen[0], opvolging: { afdeling: 'WEG', medewerker: 1 } }],
    }),
  );
  if (parsed.ok || parsed.references === undefined) throw new Error('nothing to verify');
  const around = { afdelingen: new Set(['KCC']), medewerkers: new Set<string>(), now: new Date() };
  expect(verifyForm(parsed.references, { ...around, kanaal: 'balie' }).map(({ name }) => name)).toEqual([
    'medewerker',
    'onderwerpen.1.opvolging.afdeling',
  ]);
});

test.each(['', 'geen json', '[]', 'null', '"tekst"'])('%j refers to nothing', (text) => {
  expect(parseForm(bytes(text))).not.toHaveProperty('references');
});

test('a counter form names its medewerker, unless one is logged in; a web form has none', () => {
  const { medewerker: _, ...anonymous } = whole;
  const parsed = parseForm(bytes(anonymous));
  if (!parsed.ok) throw new Error('refused');
  const around = { afdelingen: new Set<string>(), medewerkers: new Set<string>(), now: new Date() };
  expect(verifyForm(parsed.form, { ...around, kanaal: 'balie' })).toMatchObject([{ name: 'medewerker' }]);
  expect(verifyForm(parsed.form, { ...around, kanaal: 'balie', ingelogd: 'b.balie' })).toEqual([]);
  expect(verifyForm(parsed.form, { ...around, kanaal: 'webformulier' })).toEqual([]);
});
