import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Breuk, Verdacht } from './audit-report.ts';
import { hashEntry, isHash } from './chain-hash.ts';
import type { DestroyedLines } from './destroyed-lines.ts';

/**
 * A line is sealed within seconds. Clocks of hosts differ by less than this, and a transaction that is tried again takes
 * two minutes at most; a line that waited longer while others were sealed is looked at by a person.
 */
const TOLERANCE_MS = 15 * 60_000;

/** Whether every line that this block names is what it was, or destroyed; at `since` nothing of before it waited. */
export async function checkLines(
  audit: AuditLog,
  destroyed: DestroyedLines,
  block: Auditzegel,
  since: number,
): Promise<{ breuk: Breuk } | { vernietigd: number; verdacht: Verdacht[] }> {
  const { blok, regels } = block;
  const found = new Map((await audit.findEntries(regels.map(({ uuid }) => uuid))).map((one) => [one.uuid, one]));
  const verdacht: Verdacht[] = [];
  let vernietigd = 0;
  for (const [index, { uuid, hash }] of regels.entries()) {
    const entry = found.get(uuid);
    const place = { blok, regel: uuid, plaats: index + 1 };
    if (entry === undefined) {
      if (!(await destroyed.covers(blok))) return { breuk: { soort: 'regel-verwijderd', ...place } };
      vernietigd += 1;
    } else if (!isHash(hash, () => hashEntry(entry))) return { breuk: { soort: 'regel-veranderd', ...place } };
    else if (isDatedOtherwise(entry, block, since))
      verdacht.push({ blok, regel: uuid, op: entry.op, gezegeldOp: block.gezegeldOp });
  }
  return { vernietigd, verdacht };
}

/** Only between moments that are sealed themselves: those of blocks without a key prove nothing. */
function isDatedOtherwise({ op }: AuditEntry, { versie, gezegeldOp }: Auditzegel, since: number): boolean {
  if (versie === undefined) return false;
  return op.getTime() < since - TOLERANCE_MS || op.getTime() > gezegeldOp.getTime() + TOLERANCE_MS;
}
