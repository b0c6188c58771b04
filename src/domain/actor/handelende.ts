import type { Programma } from '../inzage/lezer.ts';
import type { Medewerker } from './medewerker.ts';

/** Wie handelt: een collega, op onze schermen of met een programma ertussen. Het recht is dat van beide samen. */
export interface Handelende extends Medewerker {
  /** Het programma dat namens deze collega handelt; afwezig: de collega zelf. */
  readonly via?: Programma;
}
