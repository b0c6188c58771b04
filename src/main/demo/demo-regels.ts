import type { RoutingRule } from '#domain/triage/routing-rule.schema.ts';

/** In this order; the first that holds decides, and what none holds for is read by the KCC. */
export const DEMO_REGELS: readonly RoutingRule[] = [
  { naam: 'bezwaar', naar: 'JUR', als: { woorden: ['bezwaar', 'bezwaarschrift'] } },
  { naam: 'post voor Burgerzaken', naar: 'BURG', als: { geadresseerde: ['burgerzaken'], kanaal: ['brief'] } },
  { naam: 'formulier rijbewijs', naar: 'BURG', als: { formulierOnderwerp: ['Rijbewijs', 'Paspoort'] } },
  { naam: 'reisdocument', naar: 'BURG', als: { woorden: ['paspoort*', 'identiteitskaart*'] } },
  { naam: 'parkeren', naar: 'PARK', als: { woorden: ['parkeervergunning*', 'parkeerkaart*'] } },
  { naam: 'bijstand', naar: 'SD', als: { woorden: ['bijzondere bijstand'] } },
  { naam: 'melding buiten', naar: 'BOR', als: { woorden: ['stoeptegel*', 'lantaarnpaal', 'zwerfafval'] } },
];
