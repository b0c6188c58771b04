import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessToken, AccessTokens } from '#application/ports/accounts.ts';
import type { Clock } from '#application/ports/clock.ts';

export type ConfiguredToken = Pick<AccessToken, 'naam' | 'rechten'> & {
  readonly [K in keyof AccessToken]?: AccessToken[K] | undefined;
} & {
  /** SHA-256 (hex) of the token. */
  readonly sha256: string;
};

const SYSTEM: Clock = { now: () => new Date() };

/** Requests in a minute that a token may make when nothing else is said: far above what a program at work does. */
const PER_MINUUT = 6_000;

/**
 * The tokens of the configuration, known by their hash only. Their length is the choice of who made them: refusing a
 * short one here would be a 401 that no configuration check can explain, since the configuration knows only the hash.
 */
export function createAccessTokens(configured: readonly ConfiguredToken[], clock: Clock = SYSTEM): AccessTokens {
  const known = configured.map(({ sha256, ...token }) => ({ token: toToken(token), hash: Buffer.from(sha256, 'hex') }));
  return {
    find(token) {
      if (token === '') return undefined;
      const hash = createHash('sha256').update(token).digest();
      // Every one is compared, whichever it is.
      const found = known.filter((candidate) => timingSafeEqual(candidate.hash, hash));
      return found.find(({ token: { verlooptOp } }) => verlooptOp === undefined || verlooptOp > clock.now())?.token;
    },
  };
}

/** What is not said has its default, or is absent. */
function toToken({ naam, rechten, ...rest }: Omit<ConfiguredToken, 'sha256'>): AccessToken {
  const { vertrouwelijk = false, perMinuut = PER_MINUUT, eenheden, kanalen, namens, verlooptOp } = rest;
  return {
    naam,
    rechten,
    vertrouwelijk,
    perMinuut,
    ...(eenheden === undefined ? {} : { eenheden }),
    ...(kanalen === undefined ? {} : { kanalen }),
    ...(namens === undefined ? {} : { namens }),
    ...(verlooptOp === undefined ? {} : { verlooptOp }),
  };
}
