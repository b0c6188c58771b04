import type { OpenConversation } from '#application/list-open-conversations.ts';
import type { HttpWorld } from '../http/create-http-world.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

/** An ordinary day in an invented municipality. */
export async function busyDay({ ask, clock }: Pick<HttpWorld, 'ask' | 'clock'>) {
  const ago = (milliseconds: number) => new Date(clock.now().getTime() - milliseconds);
  const questions = [
    { kanaal: 'brief', onderwerp: 'Bezwaar tegen naheffingsaanslag parkeerbelasting', op: ago(8 * 24 * HOUR) },
    { kanaal: 'email', onderwerp: 'Grofvuil wordt niet opgehaald in de Lindelaan', op: ago(5 * 24 * HOUR) },
    { kanaal: 'email', onderwerp: 'Re: Vergunning dakkapel, aanvullende tekeningen', op: ago(26 * HOUR) },
    { kanaal: 'whatsapp', onderwerp: 'Losse stoeptegel bij de basisschool', op: ago(7 * HOUR) },
    { kanaal: 'telefoon', onderwerp: 'Terugbellen over kwijtschelding gemeentelijke belastingen', op: ago(5 * HOUR) },
    { kanaal: 'email', onderwerp: 'Afspraak om mijn rijbewijs te verlengen', op: ago(3 * HOUR) },
    {
      kanaal: 'balie',
      onderwerp: 'Uittreksel uit het bevolkingsregister voor een zorgverzekeraar',
      op: ago(95 * MINUTE),
    },
    { kanaal: 'webformulier', onderwerp: 'Melding openbare ruimte: lantaarnpaal brandt overdag', op: ago(40 * MINUTE) },
    { kanaal: 'email', onderwerp: 'Openingstijden gemeentehuis rond Koningsdag', op: ago(12 * MINUTE) },
  ] as const;
  const dossiers = [];
  for (const question of questions) dossiers.push(await ask(question));
  return dossiers;
}

export function openConversations(now: Date): OpenConversation[] {
  const at = (minutes: number) => new Date(now.getTime() - minutes * MINUTE);
  return [
    {
      conversation: '5b0f4b1e-43c5-4c0e-9f2e-2b9a4f6f1c11',
      kanaal: 'whatsapp',
      since: at(6),
      last: at(1),
      count: 4,
      messages: [],
      lines: [
        { op: at(6), tekst: 'Goedemorgen' },
        { op: at(5), tekst: 'Bij de fietsenstalling aan het Stationsplein staat sinds gisteren een kapotte container' },
        { op: at(4), tekst: '[afbeelding] Hier een foto' },
        { op: at(1), tekst: 'Wanneer wordt die opgehaald?' },
      ],
    },
  ];
}
