import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessToken, AccessTokens } from '#application/ports/accounts.ts';

export type ConfiguredToken = Pick<AccessToken, 'naam' | 'rechten'> &
  Partial<AccessToken> & {
    /** SHA-256 (hex) of the token. */
    readonly sha256: string;
  };

/** Requests in a minute that a token may make when nothing else is said: far above what a program at work does. */
const PER_MINUUT = 6_000;

/**
 * The tokens of the configuration, known by their hash only. Their length is the choice of who made them: refusing a
 * short one here would be a 401 that no configuration check can explain, since the configuration knows only the hash.
 */
export function createAccessTokens(configured: readonly ConfiguredToken[]): AccessTokens {
  const known = configured.map(({ sha256, ...token }) => ({
    token: { vertrouwelijk: false, perMinuut: PER_MINUUT, ...token },
    hash: Buffer.from(sha256, 'hex'),
  }));
  return {
    find(token) {
      if (token === '') return undefined;
      const hash = createHash('sha256').update(token).digest();
      // Every one is compared, whichever it is.
      const found = known.filter((candidate) => timingSafeEqual(candidate.hash, hash));
      return found[0]?.token;
    },
  };
}
