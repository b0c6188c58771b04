import { HANDELINGEN } from '#domain/inbound-message/message-words.ts';
import { GEBEURTENISSEN } from '#domain/interne-taak/taak-words.ts';
import type { TraceStep } from './trace-message.ts';

/** A step in Dutch: what happened, and what else is known of it; the codes themselves are for programs. */
export interface DescribedStep {
  readonly wat: string;
  readonly uitleg?: string;
}

/** Why a message is parked or aside, in Dutch, by its code. */
type Explain = (code: string) => string;

const STAPPEN: Readonly<Record<string, string>> = {
  ...HANDELINGEN,
  ...GEBEURTENISSEN,
  ontvangen: 'Ontvangen',
  aangenomen: 'Aangenomen en bewaard',
  'opnieuw-bezorgd': 'Nog een keer bezorgd',
  'wacht-op-vraag': 'Wacht op de vraag waarop dit antwoordt',
  'virus-gevonden': 'Virus gevonden, apart gezet',
  'niet-gescand': 'Niet op virussen gescand',
  'apart-gehouden': 'Apart gehouden',
  geparkeerd: 'Geparkeerd',
  geregistreerd: 'Geregistreerd',
  'origineel-vernietigd': 'Origineel vernietigd',
  vernietigd: 'Vernietigd',
  'klantcontact-geregistreerd': 'Klantcontact in het register',
  'antwoord-klaargezet': 'Antwoord klaargezet om te mailen',
  'antwoord-verzonden': 'Antwoord gemaild',
  'melding-klaargezet': 'Melding klaargezet om te mailen',
  'melding-verzonden': 'Melding gemaild',
};

/** Steps whose detail is the code of a reason. */
const REASONED = new Set(['geparkeerd', 'apart-gehouden', 'weggelegd']);

export function describeTraceStep({ step, detail, reason }: TraceStep, explain: Explain): DescribedStep {
  const wat = Object.hasOwn(STAPPEN, step) ? (STAPPEN[step] ?? step) : step;
  const said = detail !== undefined && REASONED.has(step) ? `${explain(detail)} (${detail})` : detail;
  const uitleg = reason ?? said;
  return { wat, ...(uitleg === undefined ? {} : { uitleg }) };
}
