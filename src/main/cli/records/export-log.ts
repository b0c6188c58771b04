import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toJsonLine } from '../output/json-line.ts';
import { openRecords } from './open-records.ts';

const BLOCKS_AT_ONCE = 20;

/** One JSON line per block, and with `regels` every entry of it: to keep somewhere else, as proof of what stood here. */
export const exportLog = (context: CliContext, since: Date | undefined, regels: boolean): Promise<number> =>
  openRecords(context, async ({ audit }) => {
    let after = 0;
    for (;;) {
      const blocks = await audit.listBlocks(after, BLOCKS_AT_ONCE);
      for (const { regels: named, ...head } of blocks) {
        const { blok, gezegeldOp } = head;
        after = blok;
        if (since !== undefined && gezegeldOp < since) continue;
        context.terminal.out(toJsonLine({ ...head, aantal: named.length }));
        if (!regels) continue;
        const entries = new Map((await audit.findEntries(named.map(({ uuid }) => uuid))).map((one) => [one.uuid, one]));
        for (const { uuid, hash: own } of named) {
          context.terminal.out(toJsonLine({ blok, hash: own, ...(entries.get(uuid) ?? { uuid, vernietigd: true }) }));
        }
      }
      if (blocks.length < BLOCKS_AT_ONCE) return EXIT.ok;
    }
  });
