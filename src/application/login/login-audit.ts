import { randomUUID } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toFailure } from '#domain/failure/failure.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';

export type LoginEvent = 'ingelogd' | 'toestel-bekend' | 'uitgelogd' | 'sessies-beeindigd';
export type LoginRefusal = 'inloggen-geweigerd' | 'inloggen-uitgesteld';

export interface LoginFrom {
  /** Absent when no account has the name that was typed: people type passwords into the wrong field. */
  readonly gebruikersnaam?: string | undefined;
  readonly adres: string;
}

export interface LoginAudit {
  /** One line each, in one write. Throws a transient Failure when the log takes none. */
  write(events: readonly LoginEvent[], from: LoginFrom & { readonly gebruikersnaam: string }): Promise<void>;
  /** A line at once while they are few; a flood is summed up in lines with a count, a minute later. Throws as `write`. */
  refused(refusal: LoginRefusal, from: LoginFrom): Promise<void>;
  /** Writes what was summed up. */
  flush(): Promise<void>;
  close(): Promise<void>;
}

export interface LoginAuditDeps {
  readonly audit: Pick<AuditLog, 'add'>;
  readonly clock: Clock;
  readonly log: Log;
}

const MINUTE = 60_000;
/** Lines of one account and address that are written at once, and of all, within a minute. */
const AT_ONCE_EACH = 3;
const AT_ONCE_ALL = 60;
/** Sums that are kept apart by address; above it by account alone, and those are as many as there are colleagues. */
const APART = 200;
const UNKNOWN = 'onbekend';

export function createLoginAudit({ audit, clock, log }: LoginAuditDeps): LoginAudit {
  let written = new Map<string, number>();
  let sums = new Map<string, { readonly refusal: LoginRefusal; readonly from: Partial<LoginFrom>; count: number }>();
  const timer = setInterval(() => void flush(), MINUTE);
  timer.unref();

  return {
    write: async (events, from) => {
      await audit.add(events.map((event) => toEntry(event, from)));
    },
    refused: async (refusal, from) => {
      const key = keyOf(refusal, from);
      const all = [...written.values()].reduce((sum, count) => sum + count, 0);
      const own = written.get(key) ?? 0;
      if (own >= AT_ONCE_EACH || all >= AT_ONCE_ALL) {
        sumUp(refusal, from);
        return;
      }
      written.set(key, own + 1);
      await writeRefusal(toEntry(refusal, from), 1);
    },
    flush,
    close: async () => {
      clearInterval(timer);
      await flush();
    },
  };

  function sumUp(refusal: LoginRefusal, from: LoginFrom): void {
    const known = sums.get(keyOf(refusal, from));
    const apart = known !== undefined || sums.size < APART ? from : { gebruikersnaam: from.gebruikersnaam };
    const key = keyOf(refusal, apart);
    const sum = sums.get(key) ?? { refusal, from: apart, count: 0 };
    sum.count += 1;
    sums.set(key, sum);
  }

  async function flush(): Promise<void> {
    written = new Map();
    const due = sums;
    sums = new Map();
    for (const [key, { refusal, from, count }] of due) {
      try {
        await writeRefusal(toEntry(`${refusal} (${count} keer)`, from), count);
      } catch (thrown) {
        log.warn({ code: toFailure(thrown).code, count }, 'login-audit-waits');
        const later = sums.get(key);
        sums.set(key, { refusal, from, count: count + (later?.count ?? 0) });
      }
    }
  }

  /** The ordinary log gets counts and the line to look up: accounts and addresses are of people. */
  async function writeRefusal(entry: AuditEntry, count: number): Promise<void> {
    await audit.add([entry]);
    log.warn({ audit: entry.uuid, count }, 'login-failed');
  }

  function toEntry(handeling: string, { gebruikersnaam, adres }: Partial<LoginFrom>): AuditEntry {
    const door = gebruikersnaam ?? UNKNOWN;
    return {
      uuid: randomUUID(),
      op: clock.now(),
      door,
      handeling,
      ...(adres === undefined ? {} : { adres }),
      objecten: [],
    };
  }
}

const keyOf = (refusal: string, { gebruikersnaam, adres }: Partial<LoginFrom>) =>
  JSON.stringify([refusal, gebruikersnaam, adres]);
