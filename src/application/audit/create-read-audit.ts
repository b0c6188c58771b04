import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { ReadAudit } from '../ports/read-audit.ts';

export interface ReadAuditDeps {
  readonly audit: Pick<AuditLog, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** Lines that wait at most: some hundred bytes each. With the database away nothing can be read either. */
const MOST = 20_000;
const AT_ONCE = 500;
/** Between a page and its line in the log. */
const EVERY_MS = 1_000;

/** Keeps the lines in memory for a second and writes them together; `close` writes what is left. */
export function createReadAudit({ audit, clock, log }: ReadAuditDeps): ReadAudit & { close(): Promise<void> } {
  let waiting: AuditEntry[] = [];
  let lost = 0;
  let running: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (waiting.length > 0) running = running.then(writeAll);
  }, EVERY_MS);
  timer.unref();

  return {
    note: (door, handeling, objecten) => {
      if (waiting.length >= MOST) lost += 1;
      else waiting.push({ uuid: randomUUID(), op: clock.now(), door, handeling, objecten });
    },
    close: async () => {
      clearInterval(timer);
      await running;
      await writeAll();
    },
  };

  async function writeAll(): Promise<void> {
    if (lost > 0) log.error({ code: 'read-audit-full', count: lost }, 'read-audit-lost');
    lost = 0;
    while (waiting.length > 0) {
      const some = waiting.slice(0, AT_ONCE);
      try {
        await audit.add(some);
      } catch (thrown) {
        // They stay, and are written with the next ones.
        log.warn({ code: toFailure(thrown).code, count: waiting.length }, 'read-audit-waits');
        return;
      }
      waiting = waiting.slice(some.length);
    }
  }
}
