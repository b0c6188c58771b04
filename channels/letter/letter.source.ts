import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { watch } from 'chokidar';
import { toFailure } from '#domain/failure/failure.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';
import type { ChannelSource } from '#channels/channel.ts';
import type { LetterConfig } from './letter.config.ts';
import { createRound, type RoundDeps, type RoundOutcome } from './letter.round.ts';

export interface LetterSourceDeps extends RoundDeps {
  readonly jobs: Pick<JobQueue, 'waitFor'>;
  readonly timings?: Partial<LetterTimings>;
}

/** Milliseconds. */
export interface LetterTimings {
  /** The folder is looked at this often, whatever the file system's events say: network shares send none. */
  readonly rescan: number;
  /** The same while the folder or the ledger fails. */
  readonly retry: number;
  /** Events that come within this time are one. */
  readonly settle: number;
  readonly stop: number;
}
const TIMINGS: LetterTimings = { rescan: 30_000, retry: 5_000, settle: 100, stop: 10_000 };

/** Takes scans out of a folder, one at a time, for as long as the program runs. Events only wake it. */
export function createLetterSource(config: LetterConfig, { jobs, timings, ...deps }: LetterSourceDeps): ChannelSource {
  const { rescan, retry, settle, stop } = { ...TIMINGS, ...timings };
  const map = resolve(config.map);
  const folders = { in: join(map, 'in'), archief: join(map, 'archief'), mislukt: join(map, 'mislukt') };
  const round = createRound(folders, config, deps);
  const alarm = createAlarm();
  let state: { ok: boolean; detail: string } = { ok: false, detail: 'starting' };
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  let awaited: string | undefined;
  const ended = new Set<string>();
  let watcher: ReturnType<typeof watch> | undefined;

  return {
    name: 'letter',
    async start() {
      let waitMs = await look();
      watcher = watch(folders.in, { ignoreInitial: true, followSymlinks: false, ignorePermissionErrors: true });
      // What came between our first look and the watcher's is told by nobody: at `ready` we look once more.
      watcher
        .on('all', alarm.ring)
        .on('ready', alarm.ring)
        .on('error', () => undefined);
      running = (async () => {
        while (!stopping) {
          await alarm.sleep(waitMs);
          // A file that is being written rings at every block: one look is enough for all of them.
          if (!stopping) await delay(settle);
          if (!stopping) waitMs = await look();
        }
      })();
    },
    async stop() {
      stopping = true;
      alarm.ring();
      await Promise.race([running, delay(stop, undefined, { ref: false })]);
      await watcher?.close();
    },
    health: () => [{ name: 'scans', ...state }],
  };

  /** One round; answers how long the next may wait. */
  async function look(): Promise<number> {
    try {
      const outcome = await round(() => stopping);
      const { failure, strangers, unstable } = outcome;
      if (failure === undefined) report(true, strangers === 0 ? 'watching' : 'other-files-waiting');
      else report(false, failure.code);
      awaitFirst(outcome);
      if (unstable > 0) return config.stabielSeconden * 1000;
      return failure === undefined ? rescan : retry;
    } catch (thrown) {
      report(false, toFailure(thrown).code);
      return retry;
    }
  }

  /** Once per change: a folder that is away for a night is one line. */
  function report(ok: boolean, detail: string): void {
    if (state.ok !== ok || state.detail !== detail) {
      if (ok) deps.log.info({ code: detail }, 'scan-folder');
      else deps.log.warn({ code: detail }, 'scan-folder-failing');
    }
    state = { ok, detail };
  }

  /** The end of the first job that is awaited is a reason to look; the others end after it. */
  function awaitFirst({ outstanding }: RoundOutcome): void {
    const next = outstanding.find(({ jobId }) => jobId !== undefined && !ended.has(jobId))?.jobId;
    if (next === undefined || next === awaited) return;
    awaited = next;
    void jobs.waitFor('register-letter', next, rescan).then((hasEnded) => {
      awaited = undefined;
      if (!hasEnded) return;
      // A job may end while its message is still open (it failed for good, or Redis was emptied): once is enough.
      ended.add(next);
      alarm.ring();
    });
  }
}

/** A sleep that can be cut short; a ring while nobody sleeps cuts the next one. */
function createAlarm() {
  let rung = false;
  let wake: () => void = () => undefined;
  return {
    ring: () => {
      rung = true;
      wake();
    },
    async sleep(ms: number): Promise<void> {
      if (!rung) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, ms);
          wake = () => {
            clearTimeout(timer);
            resolve();
          };
        });
      }
      rung = false;
    },
  };
}
