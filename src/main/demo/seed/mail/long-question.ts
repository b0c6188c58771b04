import { registered } from '../seed.ts';
import type { MailFacts } from './seed-mail.ts';

const ALINEAS = [
  'Wij wonen nu elf jaar aan de Lindenhof en hebben altijd met plezier in deze buurt gewoond. Sinds de weg is opgebroken is dat anders. Vrachtwagens rijden vanaf half zes door de straat, terwijl er op de bewonersavond is gezegd dat dat pas vanaf zeven uur zou gebeuren.',
  'Het eerste half jaar dachten we dat het vanzelf over zou gaan. Er is toen ook een brief gekomen waarin stond dat de overlast uiterlijk in het voorjaar voorbij zou zijn. Daarna hebben we niets meer gehoord, en de omleiding is er nog steeds.',
  'Twee weken geleden is er bij de buren een scheur in de voorgevel gekomen. Of dat door het zware verkeer komt weten we niet, maar wij maken ons nu ook zorgen over ons eigen huis, dat in dezelfde tijd en op dezelfde manier is gebouwd.',
  'Wij hebben geprobeerd om de projectleider te bellen, maar het nummer op het bord is niet in gebruik. Op de website staat alleen een algemeen verhaal, met een planning die al drie maanden geleden is afgelopen.',
  'Daarom hebben wij een paar concrete vragen. Mag het bouwverkeer voor zeven uur door de Lindenhof rijden? Wie controleert dat? Komt er een meting van de trillingen, en krijgen de bewoners de uitkomst te zien? En tot wanneer blijft de omleiding?',
  'Wij vragen dit mede namens de bewoners van de nummers 8 tot en met 24. Als u langs wilt komen om het zelf te zien, dan staat de koffie klaar. Het liefst in de ochtend, want dan is het het duidelijkst.',
];

export const longQuestion: MailFacts = {
  id: 'lindenhof',
  titel: 'langer dan duizend tekens',
  minutenGeleden: 130,
  van: { naam: 'Fam. Oosterwolde', adres: 'oosterwolde@lindenhof-bewoners.example' },
  onderwerp: 'Bouwverkeer door de Lindenhof: vragen van bewoners',
  tekst: `Beste gemeente,\n\n${ALINEAS.join('\n\n')}\n\nMet vriendelijke groet,\nH. en B. Oosterwolde`,
  expects: registered('KCC'),
};
