import type { AuditLog, Regelspoor } from '../ports/audit-log.ts';
import { findUnnamed } from './find-unnamed.ts';

/**
 * Every entry that no block names waits for a seal from now on. Once for each database, when the first block with a key
 * is about to seal a chain from before there were keys; and of a backup that was put back, those that `mayWait` lets.
 */
export async function letUnsealedWait(
  audit: AuditLog,
  mayWait: (traces: readonly Regelspoor[]) => Promise<readonly string[]> = (traces) =>
    Promise.resolve(traces.map(({ uuid }) => String(uuid))),
): Promise<void> {
  for await (const traces of findUnnamed(audit)) {
    const uuids = await mayWait(traces);
    if (uuids.length > 0) await audit.addWaiting(uuids);
  }
}
