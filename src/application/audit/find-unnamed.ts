import type { AuditLog, Regelspoor } from '../ports/audit-log.ts';
import { createUuidSet, type UuidSet } from './uuid-set.ts';

const BLOCKS_AT_ONCE = 20;
/** Lines of which the uuids are in memory at once: some sixty megabytes. */
const AT_ONCE = 2_000_000;
const ASKED_AT_ONCE = 1_000;

/**
 * Entries that no block names and that do not wait for one, in small groups. The log may be written to meanwhile. Every
 * entry is shown to `see` once, so that who wants them as well need not read them again.
 */
export async function* findUnnamed(
  audit: AuditLog,
  see: (traces: readonly Regelspoor[]) => void = () => undefined,
): AsyncGenerator<readonly Regelspoor[]> {
  const parts = Math.max(1, Math.ceil((await audit.countEntries()) / AT_ONCE));
  for (let part = 0; part < parts; part += 1) yield* findIn((uuid) => partOf(uuid, parts) === part, part === 0);

  async function* findIn(isMine: (uuid: unknown) => boolean, isFirst: boolean): AsyncGenerator<readonly Regelspoor[]> {
    const named = createUuidSet();
    let last = await addNamed(named, 0, isMine);
    let open: Regelspoor[] = [];
    for await (const traces of audit.traces()) {
      if (isFirst) see(traces);
      open.push(...traces.filter(({ uuid }) => isMine(uuid) && !named.has(uuid)));
      if (open.length < ASKED_AT_ONCE) continue;
      yield* judge(open);
      open = [];
    }
    yield* judge(open);

    /** First what waits, then the blocks: between the two an entry goes that one way only. */
    async function* judge(found: readonly Regelspoor[]): AsyncGenerator<readonly Regelspoor[]> {
      if (found.length === 0) return;
      const waiting = await audit.findWaiting(found.map(({ uuid }) => uuid).filter((one) => typeof one === 'string'));
      last = await addNamed(named, last, isMine);
      const unnamed = found.filter(({ uuid }) => !waiting.has(uuid as string) && !named.has(uuid));
      if (unnamed.length > 0) yield unnamed;
    }
  }

  async function addNamed(named: UuidSet, after: number, isMine: (uuid: unknown) => boolean): Promise<number> {
    let last = after;
    for (;;) {
      const blocks = await audit.listBlocks(last, BLOCKS_AT_ONCE);
      for (const { blok, regels } of blocks) {
        for (const { uuid } of regels) if (isMine(uuid)) named.add(uuid);
        last = blok;
      }
      if (blocks.length < BLOCKS_AT_ONCE) return last;
    }
  }
}

const partOf = (uuid: unknown, parts: number) =>
  typeof uuid === 'string' ? (Number.parseInt(uuid.slice(0, 6), 16) || 0) % parts : 0;
