import { expect, test } from 'vitest';
import { mayRead, type Lezer, type Leesgrond } from '#domain/inzage/lezer.ts';

const bram: Lezer = {
  soort: 'medewerker',
  medewerker: { gebruikersnaam: 'bram', naam: 'Bram', rollen: ['eenheid'], afdelingen: ['BURG'] },
};
const kcc: Lezer = {
  soort: 'medewerker',
  medewerker: { gebruikersnaam: 'anna', naam: 'Anna', rollen: ['kcc'], afdelingen: [] },
};
const token = (more: Partial<Extract<Lezer, { soort: 'token' }>> = {}): Lezer => ({
  soort: 'token',
  naam: 'kiss',
  vertrouwelijk: false,
  ...more,
});
const grond = (more: Partial<Leesgrond> = {}): Leesgrond => ({
  kanaal: 'e-mail',
  vertrouwelijk: false,
  taken: [{ eenheid: 'BURG' }],
  ...more,
});

test('a colleague reads what lies or has lain with an own unit, or was taken up by them', () => {
  expect(mayRead(bram, grond())).toBe(true);
  expect(mayRead(bram, grond({ taken: [{ eenheid: 'KCC' }, { eenheid: 'BURG' }] }))).toBe(true);
  expect(mayRead(bram, grond({ taken: [{ eenheid: 'KCC', behandelaar: 'bram' }] }))).toBe(true);
  expect(mayRead(bram, grond({ taken: [{ eenheid: 'KCC', behandelaar: 'anna' }] }))).toBe(false);
});

test('what was settled without a task is with the KCC', () => {
  expect(mayRead(kcc, grond({ taken: [] }))).toBe(true);
  expect(mayRead(bram, grond({ taken: [] }))).toBe(false);
});

test('a program reads what its token says: units, ways in, and what is confidential only when that is named', () => {
  expect(mayRead(token(), grond())).toBe(true);
  expect(mayRead(token({ eenheden: ['AFVAL'] }), grond())).toBe(false);
  expect(mayRead(token({ kanalen: ['whatsapp'] }), grond())).toBe(false);
  expect(mayRead(token(), grond({ vertrouwelijk: true }))).toBe(false);
  expect(mayRead(token({ vertrouwelijk: true }), grond({ vertrouwelijk: true }))).toBe(true);
  expect(mayRead(token({ eenheden: ['BURG'] }), grond({ taken: [{ eenheid: 'KCC', behandelaar: 'kiss' }] }))).toBe(
    false,
  );
});
