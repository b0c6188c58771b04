import { KCC } from '../actor/medewerker.ts';
import type { Leesgrond } from './lezer.ts';

/**
 * What decides who may read a klantcontact, in the form in which it is kept beside each of its documents: the query over
 * those then asks what `mayRead` asks.
 */
export interface Inzage {
  /** Waarde van `kanaal` in het register. */
  readonly kanaal: string;
  readonly vertrouwelijk: boolean;
  /** Codes van de eenheden waar het ligt en lag, elk één keer en gesorteerd; het KCC voor wat geen taak heeft. */
  readonly eenheden: readonly string[];
}

export const toInzage = ({ kanaal, vertrouwelijk, taken }: Leesgrond): Inzage => ({
  kanaal,
  vertrouwelijk,
  eenheden: taken.length === 0 ? [KCC] : [...new Set(taken.map(({ eenheid }) => eenheid))].toSorted(),
});

export const toLeesgrond = ({ kanaal, vertrouwelijk, eenheden }: Inzage): Leesgrond => ({
  kanaal,
  vertrouwelijk,
  taken: eenheden.map((eenheid) => ({ eenheid })),
});
