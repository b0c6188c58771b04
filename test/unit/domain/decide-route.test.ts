import { describe, expect, it } from 'vitest';
import type { RoutingRule } from '#domain/triage/routing-rule.schema.ts';
import { decideRoute } from '#domain/triage/decide-route.ts';

const rules: RoutingRule[] = [
  { naam: 'bezwaar', naar: 'JUR', als: { woorden: ['bezwaar', 'beroepschrift'] } },
  { naam: 'parkeren', naar: 'PARK', als: { woorden: ['parkeer*'], kanaal: ['email'] } },
  { naam: 'aannemer', naar: 'BEHEER', als: { afzender: ['@aannemer.example', 'jan@groen.example'] } },
  { naam: 'zorgbox', naar: 'ZORG', als: { mailbox: ['zorg'] } },
  { naam: 'tav burgerzaken', naar: 'BURG', als: { geadresseerde: ['burgerzaken'] } },
  { naam: 'formulier', naar: 'BELAST', als: { formulierOnderwerp: ['Belastingen'] } },
];
const route = (facts: Parameters<typeof decideRoute>[0], kanaal: Parameters<typeof decideRoute>[1] = 'email') =>
  decideRoute(facts, kanaal, rules);

describe('a routing rule', () => {
  it('decides by a whole word, with the name of the rule as the explanation', () => {
    expect(route({ tekst: 'Ik maak bezwaar tegen de aanslag' })).toEqual({
      eenheid: 'JUR',
      uitleg: 'regel: bezwaar',
      regel: 'bezwaar',
    });
  });

  it('does not take a part of a word for the word', () => {
    expect(route({ tekst: 'Bezwaarlijk is het niet' }).eenheid).toBe('KCC');
  });

  it('takes a word beginning with a star, whatever its case and accents', () => {
    expect(route({ tekst: 'Mijn PARKÉERVERGUNNING' }).eenheid).toBe('PARK');
  });

  it('needs all of its conditions', () => {
    expect(route({ tekst: 'parkeervergunning' }, 'brief').eenheid).toBe('KCC');
  });

  it('knows a sender by address or by domain, and not by a domain that merely ends alike', () => {
    expect(route({ tekst: '', afzender: 'Piet@Aannemer.example' }).eenheid).toBe('BEHEER');
    expect(route({ tekst: '', afzender: 'piet@nepaannemer.example' }).eenheid).toBe('KCC');
  });

  it('looks at mailbox, addressee of a letter and subject of a form', () => {
    expect(route({ tekst: '', mailbox: 'zorg' }).eenheid).toBe('ZORG');
    expect(route({ tekst: '', geadresseerde: 'T.a.v. Burgerzaken' }, 'brief').eenheid).toBe('BURG');
    expect(route({ tekst: '', formulierOnderwerp: 'belastingen' }, 'balie').eenheid).toBe('BELAST');
  });

  it('that comes first in the configuration goes before a later one that holds as well', () => {
    expect(route({ tekst: 'bezwaar over parkeerbon' }).regel).toBe('bezwaar');
  });

  it('that does not hold leaves the message with the KCC', () => {
    expect(route({ tekst: 'Wanneer zijn jullie open?' })).toEqual({
      eenheid: 'KCC',
      uitleg: 'geen regel van toepassing',
    });
  });
});
