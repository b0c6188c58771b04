import type { Scheduler } from 'fast-check';
import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import type { MessageSummary, NewMessage } from '#application/ports/message-store.ts';
import { createReleaseParked } from '#application/release-parked.ts';
import { createReopenMessage } from '#application/reopen-message.ts';
import {
  atOnce,
  createMemoryDatabase,
  type MemoryDatabase,
  type MemoryGuarantees,
  type Turn,
} from '../memory/memory-database.ts';
import { createMemoryParkedStore } from '../memory/memory-parked-store.ts';
import { createModelJobs, type ModelJobs } from './model-jobs.ts';
import { createModelProcess } from './model-process.ts';
import { createModelProgram } from './model-program.ts';

/** What one process does, and after how many points of its calls it dies (a point is a call asked, or answered). */
export type Role =
  | { readonly does: 'deliver'; readonly places: readonly number[]; readonly dies: number }
  | { readonly does: 'work'; readonly takes: readonly number[]; readonly dies: number }
  | { readonly does: 'reconcile'; readonly dies: number }
  | { readonly does: 'empty the queue' }
  /** `thinks`: turns of the others that pass before the person acts. */
  | { readonly does: 'person'; readonly act: PersonAct; readonly place: number; readonly thinks: number };

export type PersonAct = 'release' | 'discard' | 'reopen';

export interface Guarantees extends MemoryGuarantees {
  /** The reconciler. */
  readonly reconciler?: boolean;
  /** Acknowledged only when durable. */
  readonly storedFirst?: boolean;
}

export interface World {
  readonly database: MemoryDatabase;
  /** Messages that a person laid aside, and did not take back. */
  readonly discarded: ReadonlySet<string>;
  /** Messages that the rules had set aside and a person wants registered. */
  readonly reopened: ReadonlySet<string>;
}

/** All roles at once in the scheduler's order; then whatever still lives carries on undisturbed to its end. */
export async function play(
  scheduler: Scheduler,
  messages: readonly NewMessage[],
  roles: readonly Role[],
  guarantees: Guarantees = {},
): Promise<World> {
  const database = createMemoryDatabase(guarantees);
  const jobs = createModelJobs();
  const acknowledged = new Set<NewMessage>();
  const discarded = new Set<string>();
  const reopened = new Set<string>();
  await scheduler.waitFor(Promise.all(roles.map((role, place) => perform(role, `${role.does} ${place}`))));
  await carryOn();
  return { database, discarded, reopened };

  async function perform(role: Role, name: string): Promise<void> {
    const process = createModelProcess(scheduler, name, 'dies' in role ? role.dies : Infinity);
    const program = createModelProgram(database, jobs, process.turn);
    if (role.does === 'empty the queue') await process.turn('FLUSHALL', jobs.empty);
    else if (role.does === 'person') {
      for (let turn = 0; turn < role.thinks; turn += 1) await process.turn('think', () => undefined);
      await personActs(messages[role.place]?.uuid ?? '', role.act, process.turn);
    } else if (role.does === 'reconcile') await process.run(ignoring(program.reconcile));
    else if (role.does === 'deliver') {
      const chunk = role.places.flatMap((place) => messages[place] ?? []);
      if (guarantees.storedFirst === false) for (const message of chunk) acknowledged.add(message);
      const delivered = await process.run(async () => void (await program.acceptMessages(chunk)));
      if (delivered) for (const message of chunk) acknowledged.add(message);
    } else
      await process.run(async () => {
        for (const take of role.takes) {
          await process.turn('look for work', () => undefined);
          await work(program, jobs, take);
        }
      });
  }

  /** No process dies any more: sources bring what was not acknowledged, and jobs run until there are none. */
  async function carryOn(): Promise<void> {
    const program = createModelProgram(database, jobs, atOnce);
    await program.acceptMessages(messages.filter((message) => !acknowledged.has(message)));
    for (let round = 0; round < ROUNDS; round += 1) {
      if (guarantees.reconciler !== false) await program.reconcile();
      if (jobs.ids().length === 0) return;
      for (const place of jobs.ids().keys()) await work(program, jobs, place);
    }
  }

  /** The program's own acts; what they come to is noted at the moment that they are committed. */
  async function personActs(uuid: string, act: PersonAct, turn: Turn): Promise<void> {
    const store = createMemoryParkedStore({ database, turn });
    const parked: typeof store = {
      ...store,
      change: (one, decide) =>
        store.change(one, (found) => {
          const decided = decide(found);
          if (decided.change?.to !== undefined) note(found.message, decided.change.to.state);
          return decided;
        }),
    };
    const taken = { change: () => Promise.resolve(undefined) };
    const deps = { parked, taken, clock: { now: () => new Date(0) }, vierOgen: () => false };
    if (act === 'release') await createReleaseParked(deps).retry(uuid, 'anna');
    else if (act === 'discard') await createReleaseParked(deps).discard(uuid, 'reclame', 'anna');
    else await createReopenMessage(deps).reopen(uuid, 'toch een vraag', 'anna');
  }

  function note({ uuid, state, reason }: MessageSummary, to: 'open' | 'aside'): void {
    if (to === 'aside') discarded.add(uuid);
    else if (!discarded.delete(uuid) && state === 'aside' && reason?.code !== VERWORPEN) reopened.add(uuid);
  }
}

/** A message that fails of our own fault is parked after three attempts; jobs of one round may hold several. */
const ROUNDS = 12;

async function work(program: ReturnType<typeof createModelProgram>, jobs: ModelJobs, place: number): Promise<void> {
  const job = jobs.take(place);
  if (job === undefined || !('messages' in job.data)) return;
  try {
    await program.registerMessages('email', job.data.messages);
    jobs.done(job.id);
  } catch {
    // Transient: the job stays where it is and is taken again.
  }
}

const ignoring = (work: () => Promise<unknown>) => async () => {
  await work().catch(() => undefined);
};
