import { KCC, eenhedenVan, type Medewerker } from '../actor/medewerker.ts';

/** Wie leest: een collega, of een programma met een token en wat dat token mag zien. */
export type Lezer =
  | { readonly soort: 'medewerker'; readonly medewerker: Medewerker }
  | {
      readonly soort: 'token';
      readonly naam: string;
      /** Codes van eenheden; afwezig: alle. */
      readonly eenheden?: readonly string[];
      /** Waarden van `kanaal` zoals ze in het register staan; afwezig: alle. */
      readonly kanalen?: readonly string[];
      readonly vertrouwelijk: boolean;
    };

/** Een programma dat leest. */
export type Programma = Extract<Lezer, { soort: 'token' }>;

/** Wat bepaalt wie een klantcontact mag lezen. */
export interface Leesgrond {
  readonly kanaal: string;
  readonly vertrouwelijk: boolean;
  /**
   * Where it lies and has lain: a task each. An answer of ours has those of its question. Empty for what was settled
   * without a task: that is with the KCC.
   */
  readonly taken: readonly { readonly eenheid: string; readonly behandelaar?: string | undefined }[];
}

/** Whether this person or program may read this klantcontact. Everything that shows one asks this, for each one that it shows. */
export function mayRead(lezer: Lezer, { kanaal, vertrouwelijk, taken }: Leesgrond): boolean {
  const eenheden = lezer.soort === 'medewerker' ? eenhedenVan(lezer.medewerker) : lezer.eenheden;
  if (lezer.soort === 'token') {
    if (vertrouwelijk && !lezer.vertrouwelijk) return false;
    if (lezer.kanalen !== undefined && !lezer.kanalen.includes(kanaal)) return false;
  }
  if (eenheden === undefined) return true;
  if (taken.length === 0) return eenheden.includes(KCC);
  return taken.some(
    ({ eenheid, behandelaar }) =>
      eenheden.includes(eenheid) || (lezer.soort === 'medewerker' && behandelaar === lezer.medewerker.gebruikersnaam),
  );
}
