import { toLocalTime } from './cli/output/local-time.ts';
import type { AccessToken } from './config/toegang.schema.ts';

const DAY = 86_400_000;
/** Time to make another one and to hand it over. */
const SOON = 14 * DAY;

/** One line for each token that may do more than it has to, or that ends: said at every start and by `check`. */
export const tokenWarnings = (tokens: readonly AccessToken[], now: Date): string[] =>
  tokens.flatMap((token) => {
    const said = [...boundsOf(token), ...endOf(token, now)];
    return said.length === 0 ? [] : [`token ${token.naam} ${said.join(', en ')}.`];
  });

const boundsOf = ({ rechten, eenheden }: AccessToken) =>
  rechten.includes('schrijven') && eenheden === undefined
    ? ['mag handelen in de taken van elke eenheid (zet eenheden)']
    : [];

function endOf({ verlooptOp }: AccessToken, now: Date): string[] {
  if (verlooptOp === undefined) return ['verloopt nooit (zet verlooptOp)'];
  const left = verlooptOp.getTime() - now.getTime();
  if (left <= 0) return [`is verlopen sinds ${day(verlooptOp)}`];
  return left < SOON ? [`verloopt op ${day(verlooptOp)}`] : [];
}

const day = (moment: Date) => toLocalTime(moment).slice(0, 10);
