import type { SoortDigitaalAdres } from './digitaal-adres.schema.ts';

export interface Contactadres {
  readonly adres: string;
  readonly soort: SoortDigitaalAdres;
}

/**
 * Whether two addresses are one. Of mail addresses the capitals do not count, in either half: no provider gives `Noor` and
 * `noor` to two people. Only those of ASCII: another alphabet's K is another address. Domains are in their ASCII form here.
 */
export const sameAdres = (one: Contactadres, other: Contactadres): boolean =>
  one.soort === other.soort && comparable(one) === comparable(other);

const comparable = ({ soort, adres }: Contactadres) =>
  soort === 'email' ? adres.replace(/[A-Z]/g, (letter) => letter.toLowerCase()) : adres;
