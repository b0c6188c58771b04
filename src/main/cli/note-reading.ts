import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import type { CliContext } from './context.ts';
import type { Wie } from './identity/who.ts';

/**
 * Says in the audit log that somebody on this machine reads what citizens wrote, before it is shown. A database that
 * takes no writes (full, or opened for reading alone) is no reason to leave an operator without: then it is told here.
 */
export async function noteReading(
  { clock, terminal }: Pick<CliContext, 'clock' | 'terminal'>,
  audit: Pick<AuditLog, 'add'>,
  { door, via }: Wie,
  reading: Pick<AuditEntry, 'handeling' | 'objecten'>,
): Promise<void> {
  try {
    await audit.add([{ uuid: randomUUID(), op: clock.now(), door, via, ...reading }]);
  } catch (thrown) {
    terminal.err(`Let op: dat u dit leest, kon niet in het logboek geschreven worden (${toFailure(thrown).code}).`);
  }
}
