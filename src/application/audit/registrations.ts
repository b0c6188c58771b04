import type { AuditLog, Regelspoor } from '../ports/audit-log.ts';
import type { AuditedRegister } from '../ports/audited-register.ts';
import type { DestroyedLines } from './destroyed-lines.ts';
import { createUuidSet } from './uuid-set.ts';

const ASKED_AT_ONCE = 1_000;

export interface Registrations {
  see(traces: readonly Regelspoor[]): void;
  /**
   * Klantcontacten of whose registration no line was seen, in small groups: neither in the log, nor among the lines
   * whose destruction is sealed (a contact that took place before the last of these blocks).
   */
  missing(): AsyncGenerator<readonly string[]>;
}

/** Klantcontacten are read before any line: one that is registered meanwhile has its line by then. */
export async function readRegistrations(
  audit: AuditLog,
  register: AuditedRegister,
  destroyed: DestroyedLines,
): Promise<Registrations> {
  const contacts = createUuidSet();
  const odd: string[] = [];
  for await (const uuids of register.klantcontacten()) odd.push(...uuids.filter((uuid) => !contacts.add(uuid)));
  return {
    see: (traces) => {
      for (const { klantcontact } of traces) if (klantcontact !== undefined) contacts.has(klantcontact);
    },
    async *missing() {
      // What is no uuid was registered by nobody of ours.
      let open = odd;
      for (const uuid of contacts.unasked()) {
        open.push(uuid);
        if (open.length < ASKED_AT_ONCE) continue;
        yield* judge(open);
        open = [];
      }
      yield* judge(open);
    },
  };

  async function* judge(uuids: readonly string[]): AsyncGenerator<readonly string[]> {
    if (uuids.length === 0) return;
    const before = await destroyedBefore();
    const missing = [...(await register.momentsOf(uuids))].filter(([, moment]) => !(moment.getTime() < before));
    if (missing.length > 0) yield missing.map(([uuid]) => uuid);
  }

  async function destroyedBefore(): Promise<number> {
    const last = await destroyed.upTo();
    return (last === 0 ? undefined : await audit.findBlock(last))?.gezegeldOp.getTime() ?? 0;
  }
}
