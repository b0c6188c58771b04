import { createHash } from 'node:crypto';
import { BEGIN, VOL, type Auditzegel, type Kop } from '#domain/audit/auditzegel.schema.ts';
import { toEerderText } from '#domain/audit/zegel-text.ts';
import type { AuditReport, Breuk } from './audit-report.ts';
import { checkLines } from './check-lines.ts';
import { judgeBlock } from './chain-hash.ts';
import type { DestroyedLines } from './destroyed-lines.ts';
import type { VerifyDeps } from './verify-audit.ts';

const BLOCKS_AT_ONCE = 20;

type Walked = Omit<AuditReport, 'ongezegeld' | 'wachtSinds' | 'breuk'>;

/** The chain block by block, with its lines unless these are not asked for, up to the first break. */
export async function walkChain(
  deps: VerifyDeps & { readonly lines?: boolean },
  destroyed: DestroyedLines,
): Promise<{ report: Walked; breuk?: Breuk; laatsteOp?: number }> {
  const { audit, register, keys, aanvaard } = deps;
  const accepted = aanvaard === undefined ? [] : [{ ...aanvaard, bron: 'audit.aanvaard' }];
  const ankers = Map.groupBy([...(deps.ankers ?? []), ...accepted], ({ blok }) => blok);
  const eerder = createHash('sha256');
  const used: string[] = [];
  const counted = { blokken: 0, regels: 0, zonderSleutel: 0, vernietigd: 0, aantalVerdacht: 0 };
  const verdacht: AuditReport['verdacht'][number][] = [];
  let previous: Kop = { blok: 0, hash: BEGIN };
  let laatsteOp: number | undefined;
  /** When a block last took along everything that waited. */
  let caughtUp = -Infinity;
  let onbewezen: number | undefined;
  let overgangOp: Date | undefined;

  for (;;) {
    const blocks = await audit.listBlocks(previous.blok, BLOCKS_AT_ONCE);
    for (const block of blocks) {
      const breuk = (await checkBlock(block)) ?? (await checkItsLines(block));
      if (breuk !== undefined) return answer(breuk);
      counted.blokken += 1;
      counted.regels += block.regels.length;
      previous = { blok: block.blok, hash: block.hash };
      laatsteOp = block.gezegeldOp.getTime();
      if (block.versie !== undefined && block.regels.length < VOL) caughtUp = laatsteOp;
    }
    if (blocks.length < BLOCKS_AT_ONCE) break;
  }
  const [gone] = [...ankers.values()].flat().filter(({ blok }) => blok > previous.blok);
  return answer(gone === undefined ? undefined : { soort: 'blok-ontbreekt', blok: gone.blok, bron: gone.bron });

  async function checkBlock(block: Auditzegel): Promise<Breuk | undefined> {
    const { blok, vorige, hash, vernietiging } = block;
    if (blok !== previous.blok + 1) return { soort: 'blok-ontbreekt', blok: previous.blok + 1 };
    if (vorige !== previous.hash) return { soort: 'keten-gebroken', blok };
    const judged = judgeBlock(block, keys);
    if (judged === 'wrong') return { soort: 'blok-veranderd', blok };
    if (judged === 'unknown' && blok > (aanvaard?.blok ?? 0)) onbewezen ??= blok;
    const breuk = block.versie === undefined ? addPlain(block) : checkKeyed(block);
    if (breuk !== undefined) return breuk;
    const wrong = ankers.get(blok)?.find((one) => one.hash !== hash);
    if (wrong !== undefined) return { soort: 'anker-wijkt-af', blok, bron: wrong.bron };
    if (vernietiging !== undefined && !(await register.hasVerklaring(vernietiging.verklaring)))
      return { soort: 'verklaring-ontbreekt', blok };
    return undefined;
  }

  /** Its moment is in no hash of its own: the first block with a key has all of them together. */
  function addPlain(block: Auditzegel): Breuk | undefined {
    if (used.length > 0) return { soort: 'blok-zonder-sleutel', blok: block.blok };
    if (!Number.isFinite(block.gezegeldOp.getTime())) return { soort: 'blok-veranderd', blok: block.blok };
    eerder.update(toEerderText(block));
    counted.zonderSleutel += 1;
    return undefined;
  }

  /** A key that was replaced seals nothing more: whoever found an old one makes no new blocks with it. */
  function checkKeyed({ blok, sleutel, gezegeldOp, eerder: told }: Auditzegel): Breuk | undefined {
    const naam = String(sleutel);
    if (used.length === 0) {
      const expected = counted.zonderSleutel === 0 ? undefined : eerder.digest('hex');
      if (told !== expected) return { soort: 'begin-veranderd', blok };
      if (expected !== undefined) overgangOp = gezegeldOp;
    }
    if (used.at(-1) === naam) return undefined;
    if (used.includes(naam)) return { soort: 'sleutel-vervangen', blok };
    used.push(naam);
    return undefined;
  }

  async function checkItsLines(block: Auditzegel): Promise<Breuk | undefined> {
    if (deps.lines === false) return undefined;
    const found = await checkLines(audit, destroyed, block, caughtUp);
    if ('breuk' in found) return found.breuk;
    counted.vernietigd += found.vernietigd;
    counted.aantalVerdacht += found.verdacht.length;
    verdacht.push(...found.verdacht.slice(0, SHOWN - verdacht.length));
    return undefined;
  }

  function answer(breuk?: Breuk) {
    // Without any key nothing was proved, also where nothing is wrong.
    const unproved = onbewezen ?? (counted.blokken > 0 && used.length === 0 ? 0 : undefined);
    const report: Walked = {
      ...counted,
      verdacht,
      ...(overgangOp === undefined ? {} : { overgangOp }),
      ...(previous.blok === 0 ? {} : { laatste: previous }),
      ...(unproved === undefined ? {} : { onbewezen: unproved }),
      ...(aanvaard === undefined ? {} : { aanvaard: aanvaard.blok }),
    };
    return {
      report,
      ...(breuk === undefined ? {} : { breuk }),
      ...(laatsteOp === undefined ? {} : { laatsteOp }),
    };
  }
}

const SHOWN = 10;
