import { statfs } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { placeOf } from '#infrastructure/network/server-place.ts';
import type { StartedServer } from './server-ladder.ts';

/** A server of ours that is brought back where it was, at the same address with the same data, whenever it ends by itself. */
export interface KeptServer {
  readonly url: string;
  readonly version: string;
  /** Of the process that runs now; another one after it was brought back. */
  pid(): number;
  /** Ends it for good; can be called twice. */
  stop(): Promise<void>;
}

export interface KeepOptions {
  readonly name: string;
  readonly dataDir: string;
  /** The same program on the same data, again. Throws with the reason when it does not come up. */
  readonly launch: () => Promise<StartedServer>;
  /**
   * Whether the server still stores what it is given; rejects when it does not answer. A storage engine that met a full
   * disk refuses every write until it is started again, and its process goes on as if nothing were wrong (seen: WT_PANIC).
   */
  readonly canStore?: (url: string) => Promise<boolean>;
  /** Trouble and its end, for operators. */
  readonly report: (line: string) => void;
  readonly timings?: KeepTimings;
}

/** Milliseconds. */
export interface KeepTimings {
  readonly firstPause: number;
  readonly longestPause: number;
  readonly betweenLooks: number;
}
const TIMINGS: KeepTimings = { firstPause: 250, longestPause: 30_000, betweenLooks: 5_000 };
/** A refusal may be a passing one. */
const REFUSALS = 2;
/** Less than this and a start would meet the same full disk. */
const ROOM_BYTES = 64 * 1024 * 1024;

export function keepRunning(first: StartedServer, options: KeepOptions): KeptServer {
  const { name, dataDir, launch, canStore, report, timings = TIMINGS } = options;
  const stopping = new AbortController();
  const isStopping = () => stopping.signal.aborted;
  /** False when we stop meanwhile. */
  const pause = (ms: number) => delay(ms, true, { signal: stopping.signal, ref: false }).catch(() => false);
  let server = first;
  const keeping = keep();
  const watching = canStore === undefined ? undefined : watchStorage(canStore);

  async function keep(): Promise<void> {
    for (;;) {
      await server.exited;
      if (isStopping()) return;
      report(`${name} is gestopt en wordt opnieuw gestart ...`);
      if (!(await bringBack())) return;
      report(`${name} draait weer.`);
    }
  }

  async function bringBack(): Promise<boolean> {
    let said = '';
    for (let wait = timings.firstPause; await pause(wait); wait = Math.min(2 * wait, timings.longestPause)) {
      try {
        const again = await launch();
        if (again.url === first.url && !isStopping()) {
          server = again;
          return true;
        }
        await again.stop();
        if (isStopping()) return false;
        throw new Error(`op ${placeOf(first.url)} luistert een ander programma`);
      } catch (thrown) {
        const reason = thrown instanceof Error ? thrown.message : String(thrown);
        if (reason !== said) report(`${name} start niet: ${reason}. Er wordt opnieuw geprobeerd.`);
        said = reason;
      }
    }
    return false;
  }

  async function watchStorage(isStoring: (url: string) => Promise<boolean>): Promise<void> {
    let refusals = 0;
    while (await pause(timings.betweenLooks)) {
      // No answer at all is for the process's end to settle, or a machine that is busy.
      const stores = await isStoring(first.url).catch(() => true);
      refusals = stores ? 0 : refusals + 1;
      if (refusals < REFUSALS || isStopping() || !(await hasRoom(dataDir))) continue;
      report(`${name} bewaart niets meer en wordt gestopt.`);
      refusals = 0;
      await server.stop();
    }
  }

  return {
    url: first.url,
    version: first.version,
    pid: () => server.pid,
    stop: async () => {
      stopping.abort();
      await server.stop();
      // One that is being started just now is stopped by whoever starts it.
      await Promise.all([keeping, watching]);
    },
  };
}

async function hasRoom(path: string): Promise<boolean> {
  const { bavail, bsize } = await statfs(path);
  return bavail * bsize > ROOM_BYTES;
}
