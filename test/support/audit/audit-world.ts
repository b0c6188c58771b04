import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { isInOrder, type AuditReport } from '#application/audit/audit-report.ts';
import type { AuditKeys } from '#application/audit/audit-keys.ts';
import { createSealAudit } from '#application/audit/seal-audit.ts';
import { verifyAudit, type Anker } from '#application/audit/verify-audit.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import { createAuditRepository } from '#infrastructure/mongo/audit-repository.ts';
import { createAuditedRegister } from '#infrastructure/mongo/audited-register.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { createSpine, newMessage } from '../spine/create-spine.ts';
import { auditKeys } from './keys.ts';

const MINUTE = 60_000;

/** A register with its log on the run's real database, and a hand on everything that lies in it. */
export async function createAuditWorld(stores: IsolatedStores) {
  const spine = await createSpine(stores);
  const { connection } = spine.mongo;
  const audit = createAuditRepository(connection);
  const register = createAuditedRegister(connection);
  const clock = { at: Date.now(), now: () => new Date(clock.at) };
  const raw = (name = 'audit') => connection.collection<{ _id: never }>(name);
  const id = (place: number) => deterministicUuid('proef', `audit:${place}`);
  const entry = (place: number, op = clock.now()): AuditEntry => ({
    uuid: id(place),
    op,
    door: 'anna',
    handeling: 'taak bekeken',
    objecten: [{ soort: 'internetaak', uuid: deterministicUuid('proef', `taak:${place}`) }],
  });
  const seal = (keys: AuditKeys = auditKeys) => createSealAudit({ audit, clock, keys })();
  const verify = (options: { keys?: AuditKeys; ankers?: readonly Anker[]; audit?: AuditLog } = {}) =>
    verifyAudit({ audit, register, keys: auditKeys, ...options });
  let mails = 0;

  return {
    spine,
    connection,
    audit,
    clock,
    raw,
    id,
    entry,
    seal,
    verify,
    /** What an operator reads: everything proved, the kind of the first break, or why nothing is proved. */
    verdict: async (options: Parameters<typeof verify>[0] = {}) => toVerdict(await verify(options)),
    /** A mail that becomes a klantcontact, with its line. */
    async register(count = 1) {
      for (let index = 0; index < count; index += 1) {
        const message = newMessage('Vraag over afval', (mails += 1));
        await spine.acceptMessages([message]);
        await spine.registerMessages('email', [message.uuid]);
      }
    },
    /** Lines of two readings in a block, some minutes after the block before it. */
    async block(first: number) {
      clock.at += MINUTE;
      await audit.add([entry(first), entry(first + 1)]);
      await seal();
    },
    head: async () => {
      const last = await audit.lastBlock();
      return { blok: last?.blok ?? 0, hash: last?.hash ?? '' };
    },
    async empty() {
      for (const { name } of (await connection.db?.listCollections().toArray()) ?? [])
        if (!name.startsWith('system.') && name !== 'counters') await raw(name).deleteMany({});
    },
    close: () => spine.close(),
  };
}

function toVerdict(report: AuditReport): string {
  if (isInOrder(report)) return 'in orde';
  if (report.breuk !== undefined) return report.breuk.soort;
  return report.onbewezen === undefined ? 'verdacht' : 'niet te bewijzen';
}
