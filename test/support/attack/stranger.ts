import { fork } from 'node:child_process';
import { once } from 'node:events';
import type { NetConnectOpts } from 'node:net';
import { fileURLToPath } from 'node:url';

/** The account that owns nothing, on Debian. */
export const NOBODY = 65_534;
export const isRoot = process.getuid?.() === 0;

export type Attempt =
  | { readonly kind: 'insert'; readonly uri: string; readonly collection: string; readonly id: string }
  | { readonly kind: 'talk'; readonly to: NetConnectOpts; readonly text: string }
  | { readonly kind: 'read' | 'list'; readonly path: string };
export type AttemptOutcome = { readonly got: string } | { readonly refused: string };

/** A process of another account on this machine that does what it is told, with that account's rights. Needs root. */
export async function startStranger() {
  const child = fork(fileURLToPath(new URL('./stranger.child.ts', import.meta.url)));
  const answer = async () => ((await once(child, 'message')) as [AttemptOutcome])[0];
  const awake = await answer();
  return {
    awake,
    async attempt(attempt: Attempt): Promise<AttemptOutcome> {
      const outcome = answer();
      child.send(attempt);
      return outcome;
    },
    stop: () => void child.kill(),
  };
}
