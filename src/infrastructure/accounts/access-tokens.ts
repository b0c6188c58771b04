import { createHash, timingSafeEqual } from 'node:crypto';
import type { AccessTokens, Recht } from '#application/ports/accounts.ts';

export interface ConfiguredToken {
  readonly naam: string;
  /** SHA-256 (hex) of the token. */
  readonly sha256: string;
  readonly rechten: readonly Recht[];
}

/**
 * The tokens of the configuration, known by their hash only. Their length is the choice of who made them: refusing a
 * short one here would be a 401 that no configuration check can explain, since the configuration knows only the hash.
 */
export function createAccessTokens(configured: readonly ConfiguredToken[]): AccessTokens {
  const known = configured.map(({ naam, rechten, sha256 }) => ({ naam, rechten, hash: Buffer.from(sha256, 'hex') }));
  return {
    find(token) {
      if (token === '') return undefined;
      const hash = createHash('sha256').update(token).digest();
      // Every one is compared, whichever it is.
      const found = known.filter((candidate) => timingSafeEqual(candidate.hash, hash));
      return found[0] && { naam: found[0].naam, rechten: found[0].rechten };
    },
  };
}
