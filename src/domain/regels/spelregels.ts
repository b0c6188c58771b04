import type { Medewerker } from '../actor/medewerker.ts';

/**
 * De regels waaronder het programma draait, en die niet veranderen doordat iemand een opdracht typt met een andere
 * configuratie. Wat hier niet in staat, mag per proces verschillen.
 */
export interface Spelregels {
  /** Wegleggen vraagt twee mensen. */
  readonly vierOgen: boolean;
  /** Bewaartermijnen, zoals ingesteld. */
  readonly bewaren: Readonly<Record<string, unknown>>;
  /** Welke waarde van `kanaal` bij welke ingang hoort: daarmee kiest een bewaartermijn zijn klantcontacten. */
  readonly kanaalwaarden: Readonly<Record<string, string>>;
  readonly accounts: readonly SpelregelAccount[];
}

export interface SpelregelAccount {
  readonly gebruikersnaam: string;
  readonly rollen: Medewerker['rollen'];
  /** Een ander kenmerk is een ander wachtwoord; zegt daar niets over. */
  readonly kenmerk: string;
}

export const heeftBeheerder = ({ accounts }: { readonly accounts: readonly Pick<Medewerker, 'rollen'>[] }) =>
  accounts.some(({ rollen }) => rollen.includes('beheerder'));

/** Names of the rules that differ; the order in which they were written down says nothing. */
export function changedRules(before: Spelregels | undefined, after: Spelregels): (keyof Spelregels)[] {
  const names = ['vierOgen', 'bewaren', 'kanaalwaarden', 'accounts'] as const;
  return names.filter((name) => before === undefined || toText(before[name]) !== toText(after[name]));
}

const toText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(toText).toSorted().join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? '';
  const fields = Object.entries(value).filter(([, field]) => field !== undefined);
  return `{${fields
    .map(([name, field]) => `${name}:${toText(field)}`)
    .toSorted()
    .join()}}`;
};
