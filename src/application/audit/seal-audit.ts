import { createHash } from 'node:crypto';
import { BEGIN, VOL, type Auditzegel, type Kop, type Zegelregel } from '#domain/audit/auditzegel.schema.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toEerderText, toKeyedText } from '#domain/audit/zegel-text.ts';
import { rejected } from '#domain/failure/failure.ts';
import type { AuditLog, Blokkop, Wachtend } from '../ports/audit-log.ts';
import type { Clock } from '../ports/clock.ts';
import type { AuditKey, AuditKeys } from './audit-keys.ts';
import { hashEntry, judgeBlock } from './chain-hash.ts';
import { letUnsealedWait } from './let-unsealed-wait.ts';

const HEADS_AT_ONCE = 1_000;
/** With nothing to seal an empty block says so: what is dated back later than this is seen, also on a quiet day. */
const QUIET_MS = 15 * 60_000;
/** Without transactions a commit may be noted before its lines stand; after this they never will. */
const ORPHAN_MS = 60 * 60_000;

export interface SealDeps {
  readonly audit: AuditLog;
  readonly clock: Clock;
  readonly keys: AuditKeys;
  /** A block whose key is lost, and after which the chain goes on all the same because somebody configured that. */
  readonly aanvaard?: Kop | undefined;
}

export interface SealAudit {
  /**
   * Seals what waits, in blocks; answers how many entries. Throws `audit-key-unknown` (rejected) when the last block was
   * made with a key that is not ours: what we would build on it proves nothing.
   */
  (): Promise<number>;
  /** Adds a block of this kind alone; answers undefined when another process took its place: try again. */
  readonly addDestruction: (vernietiging: NonNullable<Auditzegel['vernietiging']>) => Promise<Auditzegel | undefined>;
  /** The block at the end, as far as this process knows. */
  readonly head: () => Kop | undefined;
  /** True once a block was found at the end that is not what was sealed. The chain goes on; `verify` says where it broke. */
  readonly isBroken: () => boolean;
}

/**
 * Entries are written unchained, because a chain inside the transactions would make all writers wait for each other.
 *
 * Safe with several processes: a block's number is unique, so that one of them wins. Nobody seals an entry twice: what
 * the last block names is taken from what waits before that is read, and whoever read too early loses the number.
 */
export function createSealAudit({ audit, clock, keys, aanvaard }: SealDeps): SealAudit {
  let ours: Kop | undefined;
  let broken = false;

  const seal = async (): Promise<number> => {
    let sealed = 0;
    for (;;) {
      const count = await sealOne();
      sealed += count;
      if (count < VOL) return sealed;
    }
  };
  return Object.assign(seal, {
    addDestruction: async (vernietiging: NonNullable<Auditzegel['vernietiging']>) => {
      const { last, key } = await lookAtEnd();
      return append(last, key, { regels: [], vernietiging });
    },
    head: () => ours,
    isBroken: () => broken,
  });

  async function sealOne(): Promise<number> {
    const { last, key } = await lookAtEnd();
    const { regels, done } = await readWaiting();
    const isQuiet = last !== undefined && clock.now().getTime() - last.gezegeldOp.getTime() >= QUIET_MS;
    // The first block with a key comes at once: it seals every block before it.
    const isDue = isQuiet || (last !== undefined && last.versie === undefined);
    if (regels.length === 0 && !isDue) {
      await audit.dropWaiting(done);
      return 0;
    }
    if ((await append(last, key, { regels })) === undefined) return 0;
    await audit.dropWaiting(done);
    return regels.length;
  }

  /** Whole commits: of one whose lines do not stand yet nothing is sealed. */
  async function readWaiting(): Promise<{ regels: Zegelregel[]; done: string[] }> {
    let after: string | undefined;
    const regels = new Map<string, string>();
    const done: string[] = [];
    for (;;) {
      const waiting = await audit.listWaiting(VOL, after);
      const found = await hashesOf(waiting);
      for (const one of waiting) {
        if (!isWhole(one, found) && clock.now().getTime() - one.sinds.getTime() < ORPHAN_MS) continue;
        done.push(one.id);
        for (const uuid of one.regels) {
          const hash = found.get(uuid);
          if (hash !== undefined) regels.set(uuid, hash);
        }
      }
      after = waiting.at(-1)?.id;
      if (after === undefined || regels.size > 0)
        return { regels: [...regels].map(([uuid, hash]) => ({ uuid, hash })), done };
    }
  }

  async function hashesOf(waiting: readonly Wachtend[]): Promise<ReadonlyMap<string, string>> {
    const entries = await audit.findEntries([...new Set(waiting.flatMap((one) => one.regels))]);
    return new Map(entries.flatMap((entry) => hashOf(entry)));
  }

  /** The last block, when another process made it, is looked at before anything is built on it. */
  async function lookAtEnd(): Promise<{ last: Blokkop | undefined; key: AuditKey }> {
    if (keys.huidig === undefined) throw rejected('audit-key-missing', 'There is no key to seal the audit log with');
    const last = await audit.lastBlock();
    if (last !== undefined && (last.blok !== ours?.blok || last.hash !== ours.hash)) {
      const block = await audit.findBlock(last.blok);
      const judged = block === undefined ? 'wrong' : judgeBlock(block, keys);
      if (judged === 'unknown' && (last.blok !== aanvaard?.blok || last.hash !== aanvaard.hash)) {
        throw rejected('audit-key-unknown', 'The last block of the audit log was sealed with a key that is not ours');
      }
      broken ||= judged === 'wrong';
      if (last.versie === undefined) await letUnsealedWait(audit);
      // Whoever sealed it may have died before it said so.
      else if (block !== undefined) await audit.dropSealed(block);
      ours = { blok: last.blok, hash: last.hash };
    }
    return { last, key: keys.huidig };
  }

  async function append(
    last: Blokkop | undefined,
    key: AuditKey,
    content: Pick<Auditzegel, 'regels' | 'vernietiging'>,
  ): Promise<Auditzegel | undefined> {
    const isFirst = last !== undefined && last.versie === undefined;
    const block = {
      blok: (last?.blok ?? 0) + 1,
      vorige: last?.hash ?? BEGIN,
      gezegeldOp: clock.now(),
      versie: 2 as const,
      sleutel: key.naam,
      ...(isFirst ? { eerder: await hashEerder() } : {}),
      ...content,
    };
    const sealed = { ...block, hash: key.hash(toKeyedText(block)) };
    if (!(await audit.addBlock(sealed))) return undefined;
    ours = { blok: sealed.blok, hash: sealed.hash };
    return sealed;
  }

  async function hashEerder(): Promise<string> {
    const hash = createHash('sha256');
    let after = 0;
    for (;;) {
      const heads = await audit.listHeads(after, HEADS_AT_ONCE);
      for (const head of heads) hash.update(toEerderText(head));
      after = heads.at(-1)?.blok ?? after;
      if (heads.length < HEADS_AT_ONCE) return hash.digest('hex');
    }
  }
}

/** What was changed into what has no hash is not sealed, and holds nothing up: `verify` names it. */
function hashOf(entry: AuditEntry): [uuid: string, hash: string][] {
  try {
    return [[entry.uuid, hashEntry(entry)]];
  } catch {
    return [];
  }
}

const isWhole = ({ regels }: Wachtend, found: ReadonlyMap<string, string>) => regels.every((uuid) => found.has(uuid));
