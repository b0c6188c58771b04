import { BEGIN, type Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import { hashBlock, hashEntry } from './chain-hash.ts';

/** The first place where the log is not what was sealed. */
export interface Breuk {
  readonly soort:
    | 'blok-ontbreekt'
    | 'blok-veranderd'
    | 'keten-gebroken'
    | 'regel-veranderd'
    | 'regel-verwijderd'
    | 'regel-ingevoegd'
    | 'anker-wijkt-af';
  readonly blok: number;
  /** Uuid of the entry, where one entry is the matter. */
  readonly regel?: string;
  /** Its place in the block, from 1. */
  readonly plaats?: number;
}

export interface AuditReport {
  readonly blokken: number;
  readonly regels: number;
  /** Entries whose destruction the log itself records. */
  readonly vernietigd: number;
  /** Newer than the last block: not proved yet. */
  readonly ongezegeld: number;
  readonly laatste?: { readonly blok: number; readonly hash: string };
  readonly breuk?: Breuk;
}

/** A hash that was written down elsewhere (`audit export`): it finds a chain that was made anew as a whole. */
export interface Anker {
  readonly blok: number;
  readonly hash: string;
}

const BLOCKS_AT_ONCE = 20;

/** Recomputes the whole chain, from the first block to the last. Memory stays at some blocks at a time. */
export async function verifyAudit(audit: AuditLog, ankers: readonly Anker[] = []): Promise<AuditReport> {
  // Counted first: what is sealed meanwhile is then seen as a block.
  const ongezegeld = await audit.countUnsealed();
  let destroyedUpTo = 0;
  const expected = new Map(ankers.map(({ blok, hash }) => [blok, hash]));
  let previous = { blok: 0, hash: BEGIN };
  const counted = { blokken: 0, regels: 0, vernietigd: 0 };
  for (;;) {
    const blocks = await audit.listBlocks(previous.blok, BLOCKS_AT_ONCE);
    for (const block of blocks) {
      const breuk = checkPlace(block, previous, expected.get(block.blok)) ?? (await checkEntries(block));
      if (breuk !== undefined) return report(breuk);
      counted.blokken += 1;
      counted.regels += block.regels.length;
      expected.delete(block.blok);
      previous = { blok: block.blok, hash: block.hash };
    }
    if (blocks.length < BLOCKS_AT_ONCE) break;
  }
  const [gone] = [...expected.keys()].sort((a, b) => a - b);
  if (gone !== undefined) return report({ soort: 'blok-ontbreekt', blok: gone });
  const [stray] = await audit.listSealedAfter(previous.blok, 1);
  if (stray !== undefined && (await audit.listBlocks(previous.blok, 1)).length === 0) {
    return report({ soort: 'regel-ingevoegd', blok: previous.blok + 1, regel: stray });
  }
  const [lost] = await audit.listSealedNowhere(1);
  return report(lost === undefined ? undefined : { soort: 'regel-ingevoegd', blok: 0, regel: lost });

  async function checkEntries(block: Auditzegel): Promise<Breuk | undefined> {
    const { blok, regels } = block;
    const found = new Map((await audit.findEntries(regels.map(({ uuid }) => uuid))).map((one) => [one.uuid, one]));
    for (const [index, { uuid, hash }] of regels.entries()) {
      const entry = found.get(uuid);
      if (entry === undefined && (await isDestroyed(blok))) counted.vernietigd += 1;
      else if (entry === undefined) return { soort: 'regel-verwijderd', blok, regel: uuid, plaats: index + 1 };
      else if (!isHash(hash, () => hashEntry(entry)))
        return { soort: 'regel-veranderd', blok, regel: uuid, plaats: index + 1 };
    }
    const named = new Set(regels.map(({ uuid }) => uuid));
    const stray = (await audit.listSealedIn(blok)).find((uuid) => !named.has(uuid));
    return stray === undefined ? undefined : { soort: 'regel-ingevoegd', blok, regel: stray };
  }

  /** Asked again when more is gone: it may be destroyed while the chain is read. */
  async function isDestroyed(blok: number): Promise<boolean> {
    if (blok > destroyedUpTo) destroyedUpTo = await audit.destroyedUpTo();
    return blok <= destroyedUpTo;
  }

  function report(breuk?: Breuk): AuditReport {
    return {
      ...counted,
      ongezegeld,
      ...(previous.blok === 0 ? {} : { laatste: previous }),
      ...(breuk === undefined ? {} : { breuk }),
    };
  }
}

function checkPlace(
  block: Auditzegel,
  previous: { blok: number; hash: string },
  expected: string | undefined,
): Breuk | undefined {
  const { blok } = block;
  if (blok !== previous.blok + 1) return { soort: 'blok-ontbreekt', blok: previous.blok + 1 };
  if (block.vorige !== previous.hash) return { soort: 'keten-gebroken', blok };
  if (!isHash(block.hash, () => hashBlock(block))) return { soort: 'blok-veranderd', blok };
  if (expected !== undefined && expected !== block.hash) return { soort: 'anker-wijkt-af', blok };
  return undefined;
}

/** What was changed into something that has no hash is changed. */
function isHash(expected: string, work: () => string): boolean {
  try {
    return work() === expected;
  } catch {
    return false;
  }
}
