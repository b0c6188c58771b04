import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toFailure, transient } from '#domain/failure/failure.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { ReadAudit, ReadLine } from '../ports/read-audit.ts';
import { createGroupCommit } from './group-commit.ts';
import { createRecentLines } from './recent-lines.ts';

export interface ReadAuditDeps {
  readonly audit: Pick<AuditLog, 'add'>;
  readonly clock: Clock;
}

/** Lines of some kilobytes each. */
const AT_ONCE = 200;
const WRITERS = 4;

export function createReadAudit({ audit, clock }: ReadAuditDeps): ReadAudit & { close(): Promise<void> } {
  const recent = createRecentLines(clock);
  const lines = createGroupCommit<AuditEntry>({
    write: async (entries) => {
      // Whatever the reason is, the reader comes again later: nothing is wrong with what was asked.
      await audit.add(entries).catch((thrown: unknown) => {
        const { code } = toFailure(thrown);
        throw transient('read-not-written', 'What was read could not be written down', {
          facts: { why: code },
          cause: thrown,
        });
      });
    },
    atOnce: AT_ONCE,
    writers: WRITERS,
  });
  const write = async (line: ReadLine) => {
    await lines.add({ uuid: randomUUID(), op: clock.now(), ...line });
    recent.remember(line);
  };
  return {
    write,
    writeAgain: (line) => (recent.isKnown(line) ? Promise.resolve() : write(line)),
    close: () => lines.drain(),
  };
}
