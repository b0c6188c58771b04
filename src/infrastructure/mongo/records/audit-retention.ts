import type { Connection } from 'mongoose';
import type { Kop } from '#domain/audit/auditzegel.schema.ts';
import { transient } from '#domain/failure/failure.ts';
import type { Bewaarregel } from '#domain/records/bewaarregel.ts';
import type { AuditKeys } from '#application/audit/audit-keys.ts';
import { createDestroyed } from '#application/audit/destroyed-lines.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import { walkChain } from '#application/audit/walk-chain.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import type { Clock } from '#application/ports/clock.ts';
import { createAuditedRegister } from '../audited-register.ts';
import { guarded } from '../connection.ts';
import { collectionOf } from './collections.ts';

export interface AuditRetentionDeps {
  readonly connection: Connection;
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly keys: AuditKeys;
  readonly aanvaard?: Kop | undefined;
}

interface DueAudit {
  /** The last block that is old enough, with all before it. */
  readonly kop?: Kop;
  /** Lines of these blocks that are still there. */
  readonly aantal: number;
  /** False when the chain is broken or not to be proved: what it says of its age is then no reason to destroy it. */
  readonly isProved: boolean;
}

const BLOCKS_AT_ONCE = 100;
const LINES_AT_ONCE = 1_000;
/** Another process takes the place in the chain at most once in some seconds. */
const TRIES = 10;

/** Lines of the audit log whose period is over: whole blocks, and only after a block that says so with the key. */
export function createAuditRetention({ connection, audit, clock, keys, aanvaard }: AuditRetentionDeps) {
  const lines = collectionOf(connection, 'audit');
  const register = createAuditedRegister(connection);
  return { due, destroy };

  async function due({ voor }: Bewaarregel): Promise<DueAudit> {
    const kop = await lastBefore(voor);
    if (kop === undefined) return { aantal: 0, isProved: true };
    let aantal = 0;
    for await (const named of namedUpTo(kop.blok))
      aantal += await guarded(() => lines.countDocuments({ _id: { $in: named } }));
    if (aantal === 0) return { kop, aantal, isProved: true };
    const deps = { audit, register, keys, aanvaard, lines: false };
    const { breuk, report } = await walkChain(deps, createDestroyed({ audit, keys }));
    return { kop, aantal, isProved: breuk === undefined && report.onbewezen === undefined };
  }

  /** Sealed before it is done: a run that is broken off between the two is finished by the next. */
  async function destroy(regel: Bewaarregel, verklaring: string, door: string): Promise<number> {
    if (keys.huidig === undefined) return 0;
    const seal = createSealAudit({ audit, clock, keys, aanvaard });
    await seal();
    const { kop, aantal, isProved } = await due(regel);
    if (kop === undefined || aantal === 0 || !isProved) return 0;
    if (kop.blok > (await createDestroyed({ audit, keys }).upTo())) {
      const { dagen, voor } = regel;
      const record = { totEnMet: kop.blok, hash: kop.hash, verklaring, door, dagen, voor };
      for (let tries = 1; (await seal.addDestruction(record)) === undefined; tries += 1)
        if (tries === TRIES) throw transient('audit-contended', 'Another process keeps sealing the audit log');
    }
    let count = 0;
    for await (const named of namedUpTo(kop.blok))
      count += (await guarded(() => lines.deleteMany({ _id: { $in: named } }))).deletedCount;
    return count;
  }

  async function lastBefore(voor: Date): Promise<Kop | undefined> {
    let last: Kop | undefined;
    for (;;) {
      const heads = await audit.listHeads(last?.blok ?? 0, BLOCKS_AT_ONCE);
      for (const { blok, hash, gezegeldOp } of heads) {
        if (!(gezegeldOp < voor) || blok !== (last?.blok ?? 0) + 1) return last;
        last = { blok, hash };
      }
      if (heads.length < BLOCKS_AT_ONCE) return last;
    }
  }

  async function* namedUpTo(blok: number): AsyncGenerator<string[]> {
    let after = 0;
    const named: string[] = [];
    while (after < blok) {
      const blocks = (await audit.listBlocks(after, BLOCKS_AT_ONCE)).filter((block) => block.blok <= blok);
      if (blocks.length === 0) break;
      for (const { regels } of blocks) named.push(...regels.map(({ uuid }) => uuid));
      after = blocks.at(-1)?.blok ?? blok;
      while (named.length >= LINES_AT_ONCE) yield named.splice(0, LINES_AT_ONCE);
    }
    if (named.length > 0) yield named;
  }
}
