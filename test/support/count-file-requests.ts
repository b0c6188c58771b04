import { createHook } from 'node:async_hooks';

/** Counts what is asked of the file system by this process (promises of node:fs) until it is told to stop. */
export function countFileRequests(): { stop(): number } {
  let count = 0;
  const hook = createHook({
    init(_id, type) {
      if (type === 'FSREQPROMISE') count += 1;
    },
  }).enable();
  return {
    stop() {
      hook.disable();
      return count;
    },
  };
}
