import { expect, test } from 'vitest';
import { mayActFor } from '#application/may-act-for.ts';
import { anna, carla, dirk } from '#test/support/taken/medewerkers.ts';

const whoOf = (token: Parameters<typeof mayActFor>[0]) =>
  [anna, carla, dirk].filter((one) => mayActFor(token, one)).map(({ gebruikersnaam }) => gebruikersnaam);

test('a program acts for those that its token names, and for nobody else', () => {
  expect(whoOf({ namens: ['dirk'] })).toEqual(['dirk']);
  expect(whoOf({ namens: ['carla'], eenheden: ['KCC'] })).toEqual(['carla']);
  expect(whoOf({ namens: [] })).toEqual([]);
});

test('a program of which nobody is named acts for whoever shares a unit with it, and never for an operator', () => {
  expect(whoOf({})).toEqual(['anna', 'carla']);
  expect(whoOf({ eenheden: ['KCC'] })).toEqual(['anna']);
  expect(whoOf({ eenheden: ['BURG', 'AFVAL'] })).toEqual(['carla']);
  expect(whoOf({ eenheden: ['AFVAL'] })).toEqual([]);
});
