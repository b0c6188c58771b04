/** Wie is ingelogd. De rol `kcc` geeft de taken van het KCC, `beheerder` alle; de afdelingen geven die van de eenheden. */
export interface Medewerker {
  readonly gebruikersnaam: string;
  readonly naam: string;
  readonly rollen: readonly ('kcc' | 'eenheid' | 'beheerder')[];
  /** Codes of units. */
  readonly afdelingen: readonly string[];
}

/** Code of the unit that reads what nothing else was sure about. */
export const KCC = 'KCC';

/** Units whose tasks this person sees and handles; undefined means every unit. */
export function eenhedenVan({ rollen, afdelingen }: Medewerker): readonly string[] | undefined {
  if (rollen.includes('beheerder')) return undefined;
  return [...new Set([...(rollen.includes('kcc') ? [KCC] : []), ...afdelingen])];
}
