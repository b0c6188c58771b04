import type { Programma } from '#domain/inzage/lezer.ts';
import type { AccessToken } from '#application/ports/accounts.ts';
import type { HttpDeps } from '../http-deps.ts';

/** What a token may see, in the words of the register. */
export function toProgramma(
  { naam, eenheden, kanalen, vertrouwelijk }: AccessToken,
  waarden: HttpDeps['kanalen'],
): Programma {
  return {
    soort: 'token',
    naam,
    vertrouwelijk,
    ...(eenheden === undefined ? {} : { eenheden }),
    ...(kanalen === undefined ? {} : { kanalen: kanalen.map((one) => waarden[one]) }),
  };
}
