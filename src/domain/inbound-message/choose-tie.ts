import { sameAdres, type Contactadres } from '../klantcontact/same-adres.ts';
import type { Reference } from './reference.ts';

/** An earlier klantcontact that some id leads to, and what makes somebody one who may answer it. */
export interface Earlier {
  readonly klantcontact: string;
  /** A mail of ours, under an id that nobody can guess: whoever names it has had it in hand. */
  readonly isOurs: boolean;
  /** Addresses of its betrokkenen. */
  readonly adressen: readonly Contactadres[];
}

/**
 * - `tied`     it answers this klantcontact;
 * - `refused`  what it names is known, and the sender has nothing to do with it;
 * - `unknown`  nothing that it names is known.
 */
export type Tie =
  | { readonly kind: 'tied'; readonly klantcontact: string }
  | { readonly kind: 'refused' }
  | { readonly kind: 'unknown' };

/**
 * What a message answers. Anybody can name any id, and the register is never changed again: a tie is made to a mail that
 * we sent, or to an earlier contact of the address that this one comes from (`van`). The nearest of those counts.
 */
export function chooseTie(
  names: readonly Reference[],
  van: Contactadres | undefined,
  earlierOf: (name: Reference) => readonly Earlier[],
): Tie {
  const known = names.flatMap(earlierOf);
  const mayAnswer = ({ isOurs, adressen }: Earlier) =>
    isOurs || (van !== undefined && adressen.some((adres) => sameAdres(adres, van)));
  const nearest = known.find(mayAnswer);
  if (nearest !== undefined) return { kind: 'tied', klantcontact: nearest.klantcontact };
  return { kind: known.length === 0 ? 'unknown' : 'refused' };
}
