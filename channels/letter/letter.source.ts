import { join, resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { toFailure } from '#domain/failure/failure.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';
import type { ChannelSource } from '#channels/channel.ts';
import { createAlarm } from './letter.alarm.ts';
import type { LetterConfig } from './letter.config.ts';
import { createFolderWatch } from './letter.folder-watch.ts';
import { createRound, type RoundDeps } from './letter.round.ts';

export interface LetterSourceDeps extends RoundDeps {
  readonly jobs: Pick<JobQueue, 'onEnd'>;
  readonly timings?: Partial<LetterTimings>;
}

/** Milliseconds. */
export interface LetterTimings {
  /** Everything is looked at this often, whatever the file system's events say: network shares send none. */
  readonly rescan: number;
  /** The same while the folder or the ledger fails. */
  readonly retry: number;
  /** Events that come within this time are one. */
  readonly settle: number;
  readonly stop: number;
}
const TIMINGS: LetterTimings = { rescan: 30_000, retry: 5_000, settle: 100, stop: 10_000 };

/** Reading the names of a folder takes no more than a tenth of the time, however many lie there. */
const REST = 10;
/** Changed names that are kept apart; with more of them everything is looked at. */
const MOST_CHANGED = 20_000;

/** Takes scans out of a folder for as long as the program runs. Events and the ends of jobs say where to look. */
export function createLetterSource(config: LetterConfig, { jobs, timings, ...deps }: LetterSourceDeps): ChannelSource {
  const { rescan, retry, settle, stop } = { ...TIMINGS, ...timings };
  const map = resolve(config.map);
  const folders = { in: join(map, 'in'), archief: join(map, 'archief'), mislukt: join(map, 'mislukt') };
  const round = createRound(folders, config, deps, retry);
  const alarm = createAlarm();
  const watch = createFolderWatch(folders.in, notice);
  let state: { ok: boolean; detail: string } = { ok: false, detail: 'starting' };
  let stopping = false;
  let running: Promise<void> = Promise.resolve();
  let stopListening: () => void = () => undefined;
  let changed = new Set<string>();
  let fullAt = 0;

  return {
    name: 'letter',
    async start() {
      stopListening = jobs.onEnd('register-letter', (jobId) => {
        if (round.jobEnded(jobId)) alarm.ring();
      });
      let pause = await look();
      running = (async () => {
        while (!stopping) {
          await alarm.sleep(pause.waitMs);
          // A file that is being written rings at every block: one look is enough for all of them.
          if (!stopping) await delay(pause.restMs);
          if (!stopping) pause = await look();
        }
      })();
    },
    async stop() {
      stopping = true;
      stopListening();
      alarm.ring();
      await Promise.race([running, delay(stop, undefined, { ref: false })]);
      watch.close();
    },
    health: () => [{ name: 'scans', ...state }],
  };

  function notice(relative?: string): void {
    if (relative !== undefined) changed.add(relative);
    if (changed.size > MOST_CHANGED) fullAt = 0;
    if (fullAt === 0) changed.clear();
    alarm.ring();
  }

  /** Answers how long the next look may wait, and how long it must whatever happens. */
  async function look(): Promise<{ waitMs: number; restMs: number }> {
    const start = performance.now();
    const isFull = start >= fullAt;
    const names = changed;
    changed = new Set();
    try {
      const { listing, listingMs, nextAt, failure } = await round.look({
        isFull,
        changed: names,
        isStopping: () => stopping,
      });
      if (isFull) fullAt = start + rescan;
      if (!stopping) await watch.keep(listing.subfolders);
      if (failure === undefined) report(true, listing.strangers === 0 ? 'watching' : 'other-files-waiting');
      else report(false, failure.code);
      const now = performance.now();
      const waitMs = Math.max(0, Math.min(nextAt, fullAt) - now);
      return { waitMs, restMs: Math.max(waitMs > 0 ? settle : 0, REST * listingMs - (now - start)) };
    } catch (thrown) {
      fullAt = 0;
      report(false, toFailure(thrown).code);
      return { waitMs: retry, restMs: settle };
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
}
