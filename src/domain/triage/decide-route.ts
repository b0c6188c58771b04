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
  const looked = { facts, kanaal, folded: foldText(facts.tekst.slice(0, LOOK_AT)) };
  const rule = rules.find((candidate) => holds(candidate, looked));
  if (rule === undefined) return { eenheid: 'KCC', uitleg: 'geen regel van toepassing' };
  return { eenheid: rule.naar, uitleg: `regel: ${rule.naam}`, regel: rule.naam };
}

type Als = RoutingRule['als'];

/** What every kind of condition looks at: one that the schema gets is missing here until it is written. */
const CONDITIONS: { readonly [V in keyof Als]-?: (value: string, looked: LookedAt) => boolean } = {
  kanaal: (value, { kanaal }) => value === kanaal,
  mailbox: (value, { facts }) => value === facts.mailbox,
  formulierOnderwerp: (value, { facts }) => same(value, facts.formulierOnderwerp),
  afzender: (value, { facts }) => isSender(value, facts.afzender),
  geadresseerde: (value, { facts }) =>
    facts.geadresseerde !== undefined && hasWord(foldText(facts.geadresseerde), value),
  woorden: (value, { folded }) => hasWord(folded, value),
};
const KINDS = Object.keys(CONDITIONS) as (keyof Als)[];

interface LookedAt {
  readonly facts: TriageFacts;
  readonly kanaal: KanaalSleutel;
  /** The text, as `foldText` makes it. */
  readonly folded: string;
}

const holds = ({ als }: RoutingRule, looked: LookedAt) =>
  KINDS.every((kind) => als[kind] === undefined || als[kind].some((value) => CONDITIONS[kind](value, looked)));

const same = (value: string, other: string | undefined) => other !== undefined && foldText(value) === foldText(other);

function isSender(wanted: string, afzender: string | undefined): boolean {
  if (afzender === undefined) return false;
  const sender = afzender.toLowerCase();
  return wanted.startsWith('@') ? sender.endsWith(wanted.toLowerCase()) : sender === wanted.toLowerCase();
}
