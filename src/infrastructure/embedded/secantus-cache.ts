import { totalmem } from 'node:os';

const MB = 1_048_576;
const LEAST = 256;
const MOST = 1_024;

/**
 * The cache of the embedded database in megabytes: a cap, taken as it fills. A quarter of what this machine or container
 * has, because WiredTiger stands still for minutes when writes fill a small one: with 256 MB it did so after registering
 * 20,000 of 100,000 queued mails, with 1,024 it registered them all (`npm run bench -- --only memory`).
 */
export function secantusCacheMb(memoryBytes: number = availableBytes()): number {
  return Math.min(MOST, Math.max(LEAST, Math.floor(memoryBytes / MB / 4)));
}

/** Node answers more than there is, or zero, where no limit is set. */
function availableBytes(): number {
  const limit = process.constrainedMemory();
  return limit > 0 ? Math.min(limit, totalmem()) : totalmem();
}
