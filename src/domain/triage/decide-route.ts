import type { KanaalSleutel } from '../inbound-message/channel-name.ts';
import type { TriageFacts } from '../inbound-message/inbound-message.ts';
import type { Routering } from '../interne-taak/taak-dossier.schema.ts';
import { foldText, hasWord } from './match-words.ts';
import type { RoutingRule } from './routing-rule.schema.ts';

/** Only this much text is looked at: rules name a subject, and a subject is named early. */
const LOOK_AT = 20_000;

/** The first rule that holds, in configured order; without one the KCC reads it (C1199). Pure and cheap. */
export function decideRoute(facts: TriageFacts, kanaal: KanaalSleutel, rules: readonly RoutingRule[]): Routering {
  if (rules.length === 0) return { eenheid: 'KCC', uitleg: 'geen regel van toepassing' };
  const folded = foldText(facts.tekst.slice(0, LOOK_AT));
  const rule = rules.find((candidate) => holds(candidate, facts, kanaal, folded));
  if (rule === undefined) return { eenheid: 'KCC', uitleg: 'geen regel van toepassing' };
  return { eenheid: rule.naar, uitleg: `regel: ${rule.naam}`, regel: rule.naam };
}

function holds(rule: RoutingRule, facts: TriageFacts, kanaal: KanaalSleutel, folded: string): boolean {
  const { woorden, afzender, mailbox, geadresseerde, formulierOnderwerp, kanaal: kanalen } = rule.als;
  return (
    any(kanalen, (value) => value === kanaal) &&
    any(mailbox, (value) => value === facts.mailbox) &&
    any(formulierOnderwerp, (value) => same(value, facts.formulierOnderwerp)) &&
    any(afzender, (value) => isSender(value, facts.afzender)) &&
    any(geadresseerde, (value) => facts.geadresseerde !== undefined && hasWord(foldText(facts.geadresseerde), value)) &&
    any(woorden, (value) => hasWord(folded, value))
  );
}

const any = (values: readonly string[] | undefined, test: (value: string) => boolean) =>
  values === undefined || values.some(test);

const same = (value: string, other: string | undefined) => other !== undefined && foldText(value) === foldText(other);

function isSender(wanted: string, afzender: string | undefined): boolean {
  if (afzender === undefined) return false;
  const sender = afzender.toLowerCase();
  return wanted.startsWith('@') ? sender.endsWith(wanted.toLowerCase()) : sender === wanted.toLowerCase();
}
