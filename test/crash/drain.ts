import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { findStuck, type LeftOver } from './judge/find-stuck.ts';
import type { Records } from './judge/open-records.ts';
import { readRegister } from './judge/read-register.ts';
import type { SettlingWatch } from './judge/watch-settling.ts';
import type { Outside } from './traffic/outside.ts';

const LOOK_MS = 1_000;

/** Waits until everything that was sent came to its end and nothing is under way any more, or until the deadline. */
export async function drain(
  watch: SettlingWatch,
  records: Records,
  { mailbox, world }: Outside,
  { deadline, excusesSending }: { deadline: number; excusesSending: boolean },
): Promise<LeftOver> {
  for (;;) {
    const leftOver = {
      inInbox: await mailbox.waiting().catch(() => 1),
      inScanFolder: (await readdir(join(world.scanMap, 'in'))).length,
      excusesSending,
    };
    if (performance.now() > deadline) return leftOver;
    const settled = watch.unsettled().length === 0;
    if (settled && findStuck(await readRegister(records), leftOver).length === 0) return leftOver;
    await delay(LOOK_MS);
  }
}
