import { randomUUID } from 'node:crypto';
import { toFailure, transient, type Failure } from '#domain/failure/failure.ts';
import { createJobAnnouncer } from './announce-jobs.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { Payload, PayloadStore } from './ports/payload-store.ts';

/**
 * Makes one delivery durable; when it resolves the sender may be told so. Rejects with a transient Failure
 * (`intake-full`, `intake-slow`, or the database's own) when that cannot be promised.
 */
export interface AcceptPayload {
  accept(payload: Payload): Promise<void>;
  /** Resolves when nothing is half accepted any more. */
  drain(): Promise<void>;
  /** Code of what went wrong with the last write; undefined when it went well. */
  lastFailure(): string | undefined;
}

export interface AcceptPayloadDeps {
  readonly payloads: Pick<PayloadStore, 'insert'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly log: Log;
}

export interface AcceptPayloadLimits {
  /** Deliveries that may wait at once. */
  readonly waiting: number;
  /** Bytes that may wait at once. */
  readonly waitingBytes: number;
  /** Milliseconds a delivery may wait for its promise. */
  readonly deadlineMs: number;
  /** While a write takes longer, in milliseconds, nobody is added to those who wait. */
  readonly slowMs: number;
  /** Deliveries and bytes written in one go. */
  readonly groupSize: number;
  readonly groupBytes: number;
}

interface Waiting {
  readonly payload: Payload;
  settled: boolean;
  readonly settle: (failure?: Failure) => void;
}

/**
 * Group commit: what comes in while a write is under way goes into the next one. One journalled write then serves many
 * deliveries, and a single one waits for nobody.
 */
export function createAcceptPayload(deps: AcceptPayloadDeps, limits: AcceptPayloadLimits): AcceptPayload {
  const waiting: Waiting[] = [];
  const idle: (() => void)[] = [];
  let held = 0;
  let heldBytes = 0;
  let writing = false;
  let writingSince = 0;
  let failed: string | undefined;
  const announce = createJobAnnouncer(deps);

  return {
    accept: (payload) =>
      new Promise((resolve, reject) => {
        if (writing && performance.now() - writingSince > limits.slowMs) {
          reject(transient('intake-slow', 'The database is slow: whoever comes now comes again later'));
          return;
        }
        const { byteLength } = payload.raw;
        if (held >= limits.waiting || (held > 0 && heldBytes + byteLength > limits.waitingBytes)) {
          reject(transient('intake-full', 'Too many deliveries wait for the database', { facts: { waiting: held } }));
          return;
        }
        held += 1;
        heldBytes += byteLength;
        const entry: Waiting = {
          payload,
          settled: false,
          settle: (failure) => {
            if (entry.settled) return;
            entry.settled = true;
            clearTimeout(timer);
            if (failure === undefined) resolve();
            else reject(failure);
          },
        };
        const timer = setTimeout(
          () => entry.settle(transient('intake-slow', 'The database did not confirm in time')),
          limits.deadlineMs,
        );
        waiting.push(entry);
        if (!writing) {
          writing = true;
          writingSince = performance.now();
          // After the sockets of this turn were read, so that what came together is written together.
          setImmediate(() => void writeAll());
        }
      }),
    drain: () => (held === 0 ? Promise.resolve() : new Promise((resolve) => idle.push(resolve))),
    lastFailure: () => failed,
  };

  async function writeAll(): Promise<void> {
    while (waiting.length > 0) {
      const group = takeGroup();
      // Whoever gave up waiting was told 503 and comes again: writing it now would only cost the others time.
      const alive = group.filter(({ settled }) => !settled);
      writingSince = performance.now();
      if (alive.length > 0) await write(alive);
      held -= group.length;
      heldBytes -= group.reduce((sum, { payload }) => sum + payload.raw.byteLength, 0);
    }
    writing = false;
    for (const resolve of idle.splice(0)) resolve();
  }

  async function write(group: readonly Waiting[]): Promise<void> {
    const jobId = `expand-${randomUUID()}`;
    try {
      const fresh = await deps.payloads.insert(
        group.map(({ payload }) => payload),
        jobId,
      );
      failed = undefined;
      for (const { settle } of group) settle();
      if (fresh.length > 0) announce({ name: 'expand-payload', id: jobId, data: { payloads: fresh } });
    } catch (thrown) {
      const failure = toFailure(thrown);
      failed = failure.code;
      deps.log.warn({ code: failure.code, count: group.length }, 'payloads-not-stored');
      for (const { settle } of group) settle(failure);
    }
  }

  function takeGroup(): Waiting[] {
    let size = 0;
    let count = 0;
    for (const { payload } of waiting) {
      if (count === limits.groupSize || (count > 0 && size + payload.raw.byteLength > limits.groupBytes)) break;
      size += payload.raw.byteLength;
      count += 1;
    }
    return waiting.splice(0, count);
  }
}
