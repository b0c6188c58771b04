import { OUDE_VERNIETIGING } from '#domain/audit/auditvernietiging.schema.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { AuditKeys } from './audit-keys.ts';
import { hashEntry, isHash, judgeBlock } from './chain-hash.ts';

export interface DestroyedLines {
  /** Whether the lines of this block may be gone. Asked again when more is gone: it may be destroyed meanwhile. */
  covers(blok: number): Promise<boolean>;
  upTo(): Promise<number>;
}

/**
 * Up to which block lines were destroyed on purpose. Only a block with a key says so, and it names the hash of the last
 * block that it is about. What said so before there were keys is a line in a block without one: such a line anywhere
 * else, and one that its block does not name, says nothing.
 */
export function createDestroyed({
  audit,
  keys,
}: {
  readonly audit: AuditLog;
  readonly keys: AuditKeys;
}): DestroyedLines {
  let known = 0;
  return {
    covers: async (blok) => {
      if (blok > known) known = await read();
      return blok <= known;
    },
    upTo: async () => (known = await read()),
  };

  async function read(): Promise<number> {
    let highest = 0;
    for (const { blok, vernietiging } of await audit.listDestructions()) {
      if (vernietiging !== undefined && vernietiging.totEnMet > highest && (await isSealed(blok, vernietiging))) {
        highest = vernietiging.totEnMet;
      }
    }
    for (const { entry, blok } of await audit.listOldDestructions()) {
      const upTo = Number(OUDE_VERNIETIGING.exec(entry.handeling)?.[1] ?? 0);
      if (upTo > highest && upTo < blok && (await isNamed(entry, blok))) highest = upTo;
    }
    return highest;
  }

  async function isSealed(blok: number, { totEnMet, hash }: { totEnMet: number; hash: string }): Promise<boolean> {
    const [record, covered] = [await audit.findBlock(blok), await audit.findBlock(totEnMet)];
    if (record?.versie === undefined || totEnMet >= blok || covered?.hash !== hash) return false;
    return judgeBlock(record, keys) === 'right';
  }

  async function isNamed(entry: AuditEntry, blok: number): Promise<boolean> {
    const block = await audit.findBlock(blok);
    if (block === undefined || block.versie !== undefined || judgeBlock(block, keys) !== 'right') return false;
    return block.regels.some(({ uuid, hash }) => uuid === entry.uuid && isHash(hash, () => hashEntry(entry)));
  }
}
