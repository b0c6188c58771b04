import { describe, expect, it } from 'vitest';
import { findDestination } from '#channels/letter/letter.addressee.ts';

const addressees = {
  afdelingen: [
    { code: 'KCC', naam: 'Klantcontactcentrum' },
    { code: 'BURG', naam: 'Burgerzaken' },
    { code: 'PARK', naam: 'Parkeren' },
    { code: 'PARC', naam: 'Parkeren Centrum' },
  ],
  medewerkers: [
    { gebruikersnaam: 'j.hendriks', naam: 'Joke Hendriks', afdelingen: ['BURG', 'KCC'] },
    { gebruikersnaam: 'p.smit', naam: 'Pieter Smit', afdelingen: ['PARK'] },
    { gebruikersnaam: 'p.smit2', naam: 'Petra Smit', afdelingen: ['BURG'] },
    { gebruikersnaam: 'geen', naam: 'Karel Los', afdelingen: [] },
  ],
  regels: [{ naam: 'post voor het bestuur', naar: 'KCC', als: { geadresseerde: ['bestuur*'] } }],
};
const find = (geadresseerde: string) => findDestination(geadresseerde, addressees);

describe('a letter that is addressed to somebody (32)', () => {
  it.each([['Burgerzaken'], ['afdeling BURGERZAKEN'], ['BURG'], ['afdeling burg'], ['team Bürgerzaken, 2e etage']])(
    '%s goes to that unit',
    (geadresseerde) => {
      expect(find(geadresseerde)).toEqual({ eenheid: 'BURG' });
    },
  );
  it.each([['mevrouw J. Hendriks'], ['Joke Hendriks'], ['Mw. J Hendriks, afdeling Parkeren']])(
    '%s goes to that colleague, in the first of her units',
    (geadresseerde) => {
      expect(find(geadresseerde)).toEqual({ eenheid: 'BURG', medewerker: 'j.hendriks' });
    },
  );
  it('means the longer of two names that overlap', () => {
    expect(find('Parkeren Centrum')).toEqual({ eenheid: 'PARC' });
  });
  it.each([['de heer P. Smit'], ['Burgerzaken of Parkeren'], ['Karel Los'], ['mevrouw De Wit'], ['Hendriks']])(
    '%s is not guessed',
    (geadresseerde) => {
      expect(find(geadresseerde)).toBeNull();
    },
  );
  it('is left to the rule that names its addressee', () => {
    expect(find('Bestuurssecretariaat')).toBe('by-rule');
  });
});
