import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import type { CliContext } from './context.ts';
import type { Wie } from './identity/who.ts';

/**
 * Says in the audit log who reads what citizens wrote, before it is shown or leaves. Throws a transient Failure when the
 * log takes no line: what cannot be written down is not shown.
 */
export async function noteReading(
  { clock }: Pick<CliContext, 'clock'>,
  audit: Pick<AuditLog, 'add'>,
  { door, via }: Wie,
  reading: Pick<AuditEntry, 'handeling' | 'objecten'>,
): Promise<void> {
  await audit.add([{ uuid: randomUUID(), op: clock.now(), door, via, ...reading }]);
}
