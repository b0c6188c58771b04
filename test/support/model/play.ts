import type { Scheduler } from 'fast-check';
import { stateAfter, transition, type MessageEvent } from '#domain/inbound-message/message-life.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import { atOnce, createMemoryDatabase, type MemoryDatabase, type MemoryGuarantees } from '../memory/memory-database.ts';
import { createModelJobs, type ModelJobs } from './model-jobs.ts';
import { createModelProcess } from './model-process.ts';
import { createModelProgram } from './model-program.ts';

/** What one process does, and after how many points of its calls it dies (a point is a call asked, or answered). */
export type Role =
  | { readonly does: 'deliver'; readonly places: readonly number[]; readonly dies: number }
  | { readonly does: 'work'; readonly takes: readonly number[]; readonly dies: number }
  | { readonly does: 'reconcile'; readonly dies: number }
  | { readonly does: 'empty the queue' }
  | { readonly does: 'release'; readonly place: number }
  | { readonly does: 'discard'; readonly place: number };

export interface Guarantees extends MemoryGuarantees {
  /** The reconciler. */
  readonly reconciler?: boolean;
  /** Acknowledged only when durable. */
  readonly storedFirst?: boolean;
}

export interface World {
  readonly database: MemoryDatabase;
  /** Messages that a person laid aside. */
  readonly discarded: ReadonlySet<string>;
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
  await scheduler.waitFor(Promise.all(roles.map((role, place) => perform(role, `${role.does} ${place}`))));
  await carryOn();
  return { database, discarded };

  async function perform(role: Role, name: string): Promise<void> {
    const process = createModelProcess(scheduler, name, 'dies' in role ? role.dies : Infinity);
    const program = createModelProgram(database, jobs, process.turn);
    if (role.does === 'empty the queue') await process.turn('FLUSHALL', jobs.empty);
    else if (role.does === 'release' || role.does === 'discard')
      await process.turn(role.does, () => {
        personActs(messages[role.place], role.does === 'release' ? 'released-by-person' : 'discarded-by-person');
      });
    else if (role.does === 'reconcile') await process.run(ignoring(program.reconcile));
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

  /** As ParkedStore does it: the message and its task in one commit. */
  function personActs(message: NewMessage | undefined, event: MessageEvent): void {
    const known = message === undefined ? undefined : database.messages.find(message.uuid);
    if (known === undefined || transition(known.state, event).kind !== 'moved') return;
    database.messages.replace({ ...known, state: stateAfter(event), attempts: 0, internetaken: [] });
    const taak = database.herstel.find(herstelTaakUuid(known.uuid));
    if (taak !== undefined) database.herstel.replace({ ...taak, status: 'verwerkt' });
    if (event === 'discarded-by-person') discarded.add(known.uuid);
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
