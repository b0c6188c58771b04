import { decideRoute } from '#domain/triage/decide-route.ts';
import { foldText } from '#domain/triage/match-words.ts';
import type { RoutingRule } from '#domain/triage/routing-rule.schema.ts';

export interface KnownEenheid {
  readonly code: string;
  readonly naam: string;
}
export interface KnownMedewerker {
  readonly gebruikersnaam: string;
  readonly naam: string;
  /** Codes of units. */
  readonly afdelingen: readonly string[];
}

/** Who a letter can be addressed to, and the routing rules that look at the addressee. */
export interface Addressees {
  readonly afdelingen: readonly KnownEenheid[];
  readonly medewerkers: readonly KnownMedewerker[];
  readonly regels: readonly RoutingRule[];
}

export interface Destination {
  readonly eenheid: string;
  readonly medewerker?: string;
}

/**
 * The unit or colleague that a letter names (VNG C2138: such a letter does not go through the KCC). `by-rule` when a
 * configured rule says where this addressee's post goes; null when none that is known is named, or more than one.
 */
export function findDestination(
  geadresseerde: string,
  { afdelingen, medewerkers, regels }: Addressees,
): Destination | 'by-rule' | null {
  if (decideRoute({ geadresseerde, tekst: '' }, 'brief', regels).regel !== undefined) return 'by-rule';
  const folded = foldText(geadresseerde);
  const colleague = only(medewerkers.filter(({ naam }) => isNamed(folded, naam)));
  const [home] = colleague?.afdelingen ?? [];
  if (colleague !== undefined && home !== undefined) return { eenheid: home, medewerker: colleague.gebruikersnaam };
  const units = afdelingen.filter(({ code, naam }) => folded.includes(foldText(naam)) || isCode(folded, code));
  // "Team Parkeren Centrum" names the unit Parkeren as well: the longer name is meant.
  const longest = units.filter(({ naam }) => !units.some((other) => other.naam !== naam && other.naam.includes(naam)));
  const unit = only(longest);
  return unit === undefined ? null : { eenheid: unit.code };
}

const isCode = (folded: string, code: string) =>
  folded === foldText(code) || folded.endsWith(foldText(`afdeling ${code}`));

const only = <T>(found: readonly T[]): T | undefined => (found.length === 1 ? found[0] : undefined);

/** The whole name, or the initial of its first word with all that follows ("mevrouw J. Hendriks" for Joke Hendriks). */
function isNamed(folded: string, naam: string): boolean {
  const [first = '', ...rest] = foldText(naam).trim().split(' ');
  if (rest.length === 0) return folded.trim() === first;
  return folded.includes(foldText(naam)) || folded.includes(` ${first.charAt(0)} ${rest.join(' ')} `);
}
