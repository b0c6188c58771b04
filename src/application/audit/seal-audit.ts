import { BEGIN, type Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import { hashBlock, hashEntry } from './chain-hash.ts';

/** Entries in one block: as many as fit easily in one document and one round trip. */
const BLOCK = 1_000;

/**
 * Seals what was written since the last time, in blocks; answers how many entries. Entries are written unchained,
 * because a chain inside the transactions would make all writers wait for each other.
 *
 * Safe with several processes: a block's number is unique, so that one of them wins. Nobody seals an entry twice: the
 * entries of the last block are marked before the unmarked ones are read, and whoever read too early loses the number.
 */
export function createSealAudit({ audit, clock }: { readonly audit: AuditLog; readonly clock: Clock }) {
  let marked = 0;

  return async (): Promise<number> => {
    let sealed = 0;
    for (;;) {
      const count = await sealOne();
      sealed += count;
      if (count < BLOCK) return sealed;
    }
  };

  async function sealOne(): Promise<number> {
    const last = await audit.lastBlock();
    if (last !== undefined && last.blok !== marked) {
      // Another process sealed it, and may have died before it marked its entries.
      await audit.markSealed(last);
      marked = last.blok;
    }
    const entries = await audit.listUnsealed(BLOCK);
    if (entries.length === 0) return 0;
    const block = toBlock(
      last,
      entries.map((entry) => ({ uuid: entry.uuid, hash: hashEntry(entry) })),
    );
    if (!(await audit.addBlock(block))) return 0;
    await audit.markSealed(block);
    marked = block.blok;
    return entries.length;
  }

  function toBlock(last: Auditzegel | undefined, regels: Auditzegel['regels']): Auditzegel {
    const place = { blok: (last?.blok ?? 0) + 1, vorige: last?.hash ?? BEGIN, regels };
    return { ...place, hash: hashBlock(place), gezegeldOp: clock.now() };
  }
}
