import type { RateLimitStore } from '../ports/rate-limit-store.ts';

export interface SlowLaneTimes {
  /** Between the first two tries; it doubles with each, up to `MOST_MS`. */
  readonly slowMs: number;
  /** How long somebody is kept waiting. */
  readonly patienceMs: number;
}

/** Who waits: whoever stands at a clean address has precedence over those at one that is over its own limit. */
export interface SlowTry {
  readonly address: string;
  readonly clean: boolean;
}

/**
 * Where the tries go that are over a limit: never shut out, but one at a time, and ever more slowly. Who is next is drawn
 * among those who wait, one of each address, so that whoever is right gets through however many others try.
 */
export interface SlowLane {
  /** Whether it got its turn; `key` is what went over its limit. */
  enter(key: string, attempt: SlowTry): Promise<boolean>;
}

const HOUR = 3_600_000;
/** Shorter than a browser and a proxy wait. */
const MOST_MS = 15_000;
/** People who wait in one lane, and in all of them: each holds a connection. */
const PER_LANE = 50;
const IN_ALL = 500;

interface Waiter extends SlowTry {
  readonly go: (mayGo: boolean) => void;
}
interface Lane {
  readonly waiters: Set<Waiter>;
  isLooking: boolean;
  timer?: NodeJS.Timeout;
}

export function createSlowLane(store: RateLimitStore, { slowMs, patienceMs }: SlowLaneTimes): SlowLane {
  const lanes = new Map<string, Lane>();
  let waiting = 0;

  return {
    enter(key, attempt) {
      const lane = lanes.get(key) ?? { waiters: new Set(), isLooking: false };
      const isThere = [...lane.waiters].some(({ address }) => address === attempt.address);
      if (isThere || lane.waiters.size >= PER_LANE || waiting >= IN_ALL) return Promise.resolve(false);
      lanes.set(key, lane);
      return new Promise((resolve) => {
        const patience = setTimeout(() => {
          waiter.go(false);
        }, patienceMs);
        const waiter: Waiter = { ...attempt, go: leave };
        waiting += 1;
        lane.waiters.add(waiter);
        if (!lane.isLooking && lane.timer === undefined) void look(key, lane);

        function leave(mayGo: boolean): void {
          clearTimeout(patience);
          waiting -= 1;
          lane.waiters.delete(waiter);
          if (lane.waiters.size === 0 && !lane.isLooking) end(key, lane);
          resolve(mayGo);
        }
      });
    },
  };

  /** Lets one after another go, as long as there is a turn; comes back when the next one is due. */
  async function look(key: string, lane: Lane): Promise<void> {
    lane.isLooking = true;
    delete lane.timer;
    let wait = 0;
    try {
      while (lane.waiters.size > 0 && wait === 0) {
        wait = await takeTurn(key);
        if (wait === 0) draw(lane.waiters)?.go(true);
      }
    } catch {
      // Nobody counts any more: whoever waits is asked to come back.
      for (const { go } of lane.waiters) go(false);
    }
    lane.isLooking = false;
    if (lane.waiters.size === 0) end(key, lane);
    else lane.timer = setTimeout(() => void look(key, lane), wait);
  }

  function end(key: string, lane: Lane): void {
    clearTimeout(lane.timer);
    delete lane.timer;
    if (lanes.get(key) === lane) lanes.delete(key);
  }

  /** Milliseconds until somebody may try again; 0 when this is the moment. */
  async function takeTurn(key: string): Promise<number> {
    const { count } = await store.add(`traag-aantal ${key}`, 0, HOUR);
    const growing = Math.min(MOST_MS, slowMs * 2 ** Math.min(count, 20));
    const { count: turns, msLeft } = await store.add(`traag ${key}`, 1, Math.max(slowMs, growing));
    if (turns > 1) return Math.max(1, msLeft);
    await store.add(`traag-aantal ${key}`, 1, HOUR);
    return 0;
  }
}

function draw(waiters: ReadonlySet<Waiter>): Waiter | undefined {
  const clean = [...waiters].filter((one) => one.clean);
  const among = clean.length > 0 ? clean : [...waiters];
  return among[Math.floor(Math.random() * among.length)];
}
