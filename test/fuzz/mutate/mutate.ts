import { BYTE_MUTATORS, type Material } from './byte-mutators.ts';
import { JSON_MUTATORS, looksLikeJson } from './json-mutators.ts';
import { TOKEN_MUTATORS } from './token-mutators.ts';

/** Most inputs stay small, so that many are run; one in so many may be as large as the target allows. */
const LARGE_ONCE_IN = 20;
const SMALL = 4 * 1024;

/** A changed copy: one to eight mutations on top of each other, at most `material.largest` bytes. */
export function mutate(bytes: Uint8Array, given: Material): Uint8Array {
  const { random } = given;
  const largest = random.chance(1 / LARGE_ONCE_IN) ? given.largest : Math.min(given.largest, bytes.byteLength + SMALL);
  const material = { ...given, largest };
  // All the way, or one slip afterwards would undo what they are for.
  const keepsJson = looksLikeJson(bytes) && random.chance(0.7);
  let mutated = bytes;
  for (let left = 2 ** random.int(0, keepsJson ? 1 : 3); left > 0; left -= 1) {
    const words = random.chance(0.5) ? BYTE_MUTATORS : TOKEN_MUTATORS;
    const mutator = random.pick(keepsJson ? JSON_MUTATORS : words);
    mutated = mutator(mutated, material).subarray(0, largest);
  }
  return mutated;
}
