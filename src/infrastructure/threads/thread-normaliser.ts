import { Piscina } from 'piscina';
import { createGate, type Gate } from './gate.ts';
import { defect, Failure, unprocessable, type FailureFacts, type FailureKind } from '#domain/failure/failure.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseInput, NormaliseUnit } from '#application/ports/normalise-module.ts';
import type { NormaliseResult, Normaliser } from '#application/ports/normaliser.ts';

export interface ThreadTask {
  readonly module: string;
  readonly settings: unknown;
  readonly inputs: readonly NormaliseInput[];
}
/** A Failure does not survive the thread boundary as a class: it crosses as plain data. */
export type ThreadAnswer =
  | { readonly normalised: Normalised }
  | { readonly failure: { kind: FailureKind; code: string; message: string; facts: FailureFacts } };

export interface ThreadNormaliser extends Normaliser {
  close(): Promise<void>;
}

interface ReaderPool {
  readonly pool: Piscina<ThreadTask, ThreadAnswer[]>;
  /** Lets a task in only when a thread is free for it, so that the time limit measures reading and not waiting. */
  readonly gate: Gate;
}

/** Bytes handed to a thread at once: above it a batch would only hold memory. */
const BATCH_BYTES = 16 * 1024 * 1024;

/**
 * Runs the channels' readers in worker threads, one pool per channel. Small messages go in batches; when a batch dies
 * (time, memory, crash) its messages are run again one by one, so that only the one that did it is parked.
 */
export function createThreadNormaliser(
  units: Partial<Record<ChannelName, NormaliseUnit>>,
  { maxThreads = 1 }: { maxThreads?: number } = {},
): ThreadNormaliser {
  const pools = new Map<ChannelName, ReaderPool>();

  return {
    async normalise(channel, messages) {
      const unit = units[channel];
      if (unit === undefined) throw defect('channel-without-reader', `The channel ${channel} has no reader`);
      const results: NormaliseResult[] = [];
      await Promise.all(
        batches(messages, unit.batchSize).map(async (batch) => {
          results.push(...(await runBatch(poolOf(channel, unit), unit, batch)));
        }),
      );
      return results;
    },
    close: async () => {
      await Promise.all([...pools.values()].map(({ pool }) => pool.destroy()));
    },
  };

  function poolOf(channel: ChannelName, unit: NormaliseUnit): ReaderPool {
    const known = pools.get(channel);
    if (known !== undefined) return known;
    const pool = new Piscina<ThreadTask, ThreadAnswer[]>({
      filename: new URL('./normalise.thread.ts', import.meta.url).href,
      minThreads: 0,
      maxThreads,
      idleTimeout: 60_000,
      resourceLimits: { maxOldGenerationSizeMb: unit.maxMemoryMb },
    });
    // A thread that dies of memory is reported here too; the task's own promise carries it to the right message.
    pool.on('error', () => undefined);
    const readers: ReaderPool = { pool, gate: createGate(maxThreads) };
    pools.set(channel, readers);
    return readers;
  }
}

async function runBatch(
  readers: ReaderPool,
  unit: NormaliseUnit,
  batch: readonly StoredMessage[],
): Promise<NormaliseResult[]> {
  try {
    const answers = await readers.gate(() => runInThread(readers.pool, unit, batch));
    return batch.map(({ uuid }, index) => ({ uuid, outcome: toOutcome(answers[index]) }));
  } catch (thrown) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return [{ uuid: only.uuid, outcome: whyItDied(thrown) }];
  }
  const results: NormaliseResult[] = [];
  for (const message of batch) results.push(...(await runBatch(readers, unit, [message])));
  return results;
}

async function runInThread(
  pool: Piscina<ThreadTask, ThreadAnswer[]>,
  unit: NormaliseUnit,
  batch: readonly StoredMessage[],
): Promise<ThreadAnswer[]> {
  const limit = new AbortController();
  const timer = setTimeout(() => {
    limit.abort();
  }, unit.timeoutMs);
  try {
    return await pool.run(
      { module: unit.module.href, settings: unit.settings, inputs: batch.map(toInput) },
      { signal: limit.signal },
    );
  } finally {
    clearTimeout(timer);
  }
}

function toInput(message: StoredMessage): NormaliseInput {
  const { uuid, key, receivedAt, envelope, mediaType, size, sha256, raw = new Uint8Array() } = message;
  return { uuid, key, receivedAt, envelope, mediaType, size, sha256, raw };
}

function toOutcome(answer: ThreadAnswer | undefined): Normalised | Failure {
  if (answer === undefined) return defect('reader-answered-nothing', 'The reader gave no answer for a message');
  if ('normalised' in answer) return answer.normalised;
  const { kind, code, message, facts } = answer.failure;
  return new Failure(kind, code, message, { facts });
}

function whyItDied(thrown: unknown): Failure {
  const error = thrown as { name?: string; code?: string };
  if (error.name === 'AbortError')
    return unprocessable('reader-timeout', 'Reading took longer than the limit', { cause: thrown });
  if (error.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    return unprocessable('reader-out-of-memory', 'Reading took more memory than the limit', { cause: thrown });
  }
  return unprocessable('reader-crashed', 'The reader broke down on this message', { cause: thrown });
}

function batches(messages: readonly StoredMessage[], size: number): StoredMessage[][] {
  const list: StoredMessage[][] = [];
  let current: StoredMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    if (current.length > 0 && (current.length >= size || bytes + message.size > BATCH_BYTES)) {
      list.push(current);
      current = [];
      bytes = 0;
    }
    current.push(message);
    bytes += message.size;
  }
  if (current.length > 0) list.push(current);
  return list;
}
