import type { Connection } from 'mongoose';
import { createUuidSet } from '#application/audit/uuid-set.ts';
import { letUnsealedWait } from '#application/audit/let-unsealed-wait.ts';
import type { Regelspoor } from '#application/ports/audit-log.ts';
import { defect } from '#domain/failure/failure.ts';
import { createAuditRepository } from '../audit-repository.ts';
import { guarded } from '../connection.ts';
import { collectionOf, idsOf } from '../records/collections.ts';
import type { Manifest } from './manifest.schema.ts';

const LINES_AT_ONCE = 1_000;
/** A line is dated when its act began, which may be somewhat before it was committed. */
const EARLIER_MS = 15 * 60_000;

/**
 * Blocks are copied first and lines last: what was sealed in between waits for a seal again here. A line that is older
 * than the copy and did not wait in it either was in no order there, and is not sealed here: `audit verify` names it.
 * Lines about a klantcontact that is not in the copy go, as it will be made again. Throws `restore-audit-differs`
 * (defect) when the block of the manifest is not there.
 */
export async function settleAudit(connection: Connection, { auditKop, begonnenOp }: Manifest): Promise<void> {
  const audit = createAuditRepository(connection);
  if (auditKop !== undefined) {
    const [found] = await audit.listHeads(auditKop.blok - 1, 1);
    if (found?.blok !== auditKop.blok || found.hash !== auditKop.hash)
      throw defect('restore-audit-differs', `Blok ${auditKop.blok} van het auditlogboek is niet dat van het manifest`);
  }
  const waited = await takeWaiting();
  const from = new Date(begonnenOp).getTime() - EARLIER_MS;
  await letUnsealedWait(audit, async (traces) => {
    const loose = await findLoose(traces);
    await removeLines(loose);
    return traces
      .filter(({ uuid, op }) => waited.has(uuid) || (op instanceof Date && op.getTime() >= from))
      .map(({ uuid }) => String(uuid))
      .filter((uuid) => !loose.has(uuid));
  });

  /** Taken away, because some of it is sealed in the blocks of this copy. */
  async function takeWaiting() {
    const uuids = createUuidSet();
    for (;;) {
      const some = await audit.listWaiting(LINES_AT_ONCE);
      if (some.length === 0) return uuids;
      for (const { regels } of some) for (const uuid of regels) uuids.add(uuid);
      await audit.dropWaiting(some.map(({ id }) => id));
    }
  }

  async function findLoose(traces: readonly Regelspoor[]): Promise<ReadonlySet<string>> {
    const about = traces.flatMap(({ uuid, klantcontact }) =>
      klantcontact === undefined || typeof uuid !== 'string' ? [] : [{ uuid, klantcontact }],
    );
    const wanted = { _id: { $in: about.map(({ klantcontact }) => klantcontact) } };
    const known = new Set(await guarded(() => idsOf(connection, 'klantcontacten', wanted)));
    return new Set(about.filter(({ klantcontact }) => !known.has(klantcontact)).map(({ uuid }) => uuid));
  }

  async function removeLines(uuids: ReadonlySet<string>): Promise<void> {
    if (uuids.size === 0) return;
    await guarded(() => collectionOf(connection, 'audit').deleteMany({ _id: { $in: [...uuids] } }));
  }
}
