import type { Kop } from '#domain/audit/auditzegel.schema.ts';
import type { AuditLog } from '../ports/audit-log.ts';
import type { AuditedRegister } from '../ports/audited-register.ts';
import type { AuditKeys } from './audit-keys.ts';
import type { AuditReport, Breuk } from './audit-report.ts';
import { createDestroyed } from './destroyed-lines.ts';
import { findUnnamed } from './find-unnamed.ts';
import { readRegistrations } from './registrations.ts';
import { walkChain } from './walk-chain.ts';

/** A hash that was written down outside the database: it finds a chain that was made anew, or put back as it was. */
export interface Anker extends Kop {
  /** Where it was written down, for people. */
  readonly bron: string;
}

export interface VerifyDeps {
  readonly audit: AuditLog;
  readonly register: AuditedRegister;
  readonly keys: AuditKeys;
  readonly ankers?: readonly Anker[];
  readonly aanvaard?: Kop | undefined;
}

/** As long as sealing may take while a program works. */
const SEALED_WITHIN_MS = 15 * 60_000;

/**
 * Recomputes the whole chain, from the first block to the last, and holds it against the lines, against the register
 * and against what was written down elsewhere. Some blocks and some thousands of lines are in memory at a time, and
 * about thirty bytes of each uuid.
 */
export async function verifyAudit(deps: VerifyDeps): Promise<AuditReport> {
  const { audit, register } = deps;
  // Counted first: what is sealed meanwhile is then seen as a block.
  const ongezegeld = await audit.countWaiting();
  const [oldest] = ongezegeld === 0 ? [] : await audit.listWaiting(1);
  const destroyed = createDestroyed(deps);
  const { report, breuk, laatsteOp } = await walkChain(deps, destroyed);
  const registrations = await readRegistrations(audit, register, destroyed);
  const found = breuk ?? (await findUnsealed()) ?? (await findUnproved());
  return {
    ...report,
    ongezegeld,
    ...(oldest === undefined ? {} : { wachtSinds: oldest.sinds }),
    ...(found === undefined ? {} : { breuk: found }),
  };

  async function findUnsealed(): Promise<Breuk | undefined> {
    for await (const [trace] of findUnnamed(audit, (traces) => {
      registrations.see(traces);
    })) {
      // Before the first block with a key nothing noted what waits: that block takes all of it along.
      if (report.onbewezen !== 0) return { soort: 'regel-ingevoegd', blok: 0, regel: String(trace?.uuid) };
    }
    // A block came long after it, and did not take it along.
    const isLeft = oldest !== undefined && (laatsteOp ?? 0) - oldest.sinds.getTime() > SEALED_WITHIN_MS;
    const [regel] = isLeft ? await audit.findEntries(oldest.regels.slice(0, 1)) : [];
    return regel === undefined ? undefined : { soort: 'regel-niet-verzegeld', blok: 0, regel: regel.uuid };
  }

  async function findUnproved(): Promise<Breuk | undefined> {
    for await (const [uuid] of registrations.missing()) {
      // Of a register without any block everything is gone, and not only the first that we meet.
      if (report.blokken === 0) return { soort: 'logboek-leeg', blok: 0 };
      return { soort: 'klantcontact-zonder-regel', blok: 0, ...(uuid === undefined ? {} : { regel: uuid }) };
    }
    return undefined;
  }
}
