import { readFileSync } from 'node:fs';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { NormaliseUnit } from '#application/ports/normalise-module.ts';
import { commandLineOf } from '#infrastructure/embedded/process-signals.ts';
import { readProcessorMs } from '#infrastructure/readers/processor-time.ts';
import { childProcessesOf } from '#test/support/crash/child-processes.ts';
import type { IsolatedStores } from '#test/support/isolated-stores.ts';
import { createSpine } from '#test/support/spine/create-spine.ts';

/** What became of one hostile message, and what it cost. */
export interface Ending {
  readonly state: MessageState;
  /** Why it was parked or kept aside. */
  readonly code: string | undefined;
  readonly klantcontacten: number;
  /** From offered to registered or parked. */
  readonly ms: number;
  /** The most that one reader process held, in megabytes (VmHWM, proc(5)). */
  readonly readerMb: number;
  /** Processor time of the reader process since it started, in milliseconds; what a busy machine does not change. */
  readonly readerCpuMs: number;
  /** The longest that our own event loop stood still, in milliseconds. */
  readonly stallMs: number;
}

/** What every hostile message must stay within (also on a busy machine: time is counted by the clock). */
export const LIMITS = { ms: 10_000, readerMb: 512 } as const;

/** The real stores, the real reader processes and use cases of the channels under test; no job queue in between. */
export async function createHostileWorld(stores: IsolatedStores, units: Partial<Record<ChannelName, NormaliseUnit>>) {
  const spine = await createSpine(stores, { units });
  const endings: Ending[] = [];
  return {
    ...spine,
    /** Says what the messages of this world cost: the figures in docs/guarantees.md come from these lines. */
    close: () => {
      process.stdout.write(`${describe(Object.keys(units), endings)}\n`);
      return spine.close();
    },
    /**
     * Accepts and registers one message, as its worker would; every message gets a reader process of its own to measure,
     * or with `sameReader` the one that read those before it, as in the running program: its peak is of all of them.
     */
    async offer(message: NewMessage, { sameReader = false } = {}): Promise<Ending> {
      if (!sameReader) spine.closeReaders();
      const watch = watchReaders();
      const loop = watchLoop();
      const start = performance.now();
      await spine.acceptMessages([message]);
      await spine.registerMessages(message.channel, [message.uuid]);
      const ms = performance.now() - start;
      const [stored] = await spine.messages.find([message.uuid], { raw: false });
      if (stored === undefined) throw new Error('The message is gone');
      const ending: Ending = {
        state: stored.state,
        code: stored.reason?.code,
        klantcontacten: stored.klantcontacten.length,
        ms,
        ...watch.stop(),
        stallMs: loop.stop(),
      };
      endings.push(ending);
      return ending;
    },
  };
}

function describe(channels: readonly string[], endings: readonly Ending[]): string {
  const most = (of: (ending: Ending) => number) => Math.round(Math.max(0, ...endings.map(of)));
  const states = [...Map.groupBy(endings, ({ state }) => state)].map(([state, list]) => `${list.length} ${state}`);
  return [
    `${channels.join(', ')}: ${endings.length} hostile messages (${states.join(', ')})`,
    `slowest ${most(({ ms }) => ms)} ms (processor ${most(({ readerCpuMs }) => readerCpuMs)} ms)`,
    `largest reader ${most(({ readerMb }) => readerMb)} MB, longest stall of the event loop ${most(({ stallMs }) => stallMs)} ms`,
  ].join('; ');
}

function watchLoop() {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    longest = Math.max(longest, performance.now() - last - 10);
    last = performance.now();
  }, 10);
  return {
    stop: () => {
      clearInterval(timer);
      return Math.max(longest, performance.now() - last - 10);
    },
  };
}

function watchReaders() {
  let peak = 0;
  let processorMs = 0;
  const look = () => {
    for (const pid of childProcessesOf(process.pid)) {
      if (!commandLineOf(pid).includes('reader.child')) continue;
      peak = Math.max(peak, highWaterMarkMb(pid));
      processorMs = Math.max(processorMs, readProcessorMs(pid) ?? 0);
    }
  };
  const timer = setInterval(look, 50);
  return {
    stop: () => {
      look();
      clearInterval(timer);
      return { readerMb: peak, readerCpuMs: processorMs };
    },
  };
}

function highWaterMarkMb(pid: number): number {
  try {
    return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
  } catch {
    return 0;
  }
}
