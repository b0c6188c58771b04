import { describe, expect, it } from 'vitest';
import { secantusCacheMb } from '#infrastructure/embedded/secantus-cache.ts';

const GB = 1024 ** 3;

describe('the cache of the embedded database', () => {
  it.each([
    [1, 256],
    [2, 512],
    [64, 1_024],
  ])('is a quarter of %d GB, neither so small that it stands still nor larger than a trial needs', (memory, cache) => {
    expect(secantusCacheMb(memory * GB)).toBe(cache);
  });

  it('is chosen for the machine that it runs on', () => {
    expect(secantusCacheMb()).toBeGreaterThanOrEqual(256);
  });
});
