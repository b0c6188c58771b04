import { defect, Failure, toFailure } from '#domain/failure/failure.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import { mustRegister } from '#domain/inbound-message/herstel.schema.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseUnit } from '#application/ports/normalise-module.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { NormaliseResult, Normaliser } from '#application/ports/normaliser.ts';
import { createGate, type Gate } from '#infrastructure/concurrency/gate.ts';
import { checkAnswer } from './check-answer.ts';
import { createReaderProcess, type ReaderProcess } from './reader-process.ts';
import { StreamedBytes } from './large-bytes.ts';
import type { ReaderAnswer, ReaderInput } from './reader-task.ts';
import { toBatches } from './to-batches.ts';

export interface ProcessNormaliser extends Normaliser {
  close(): void;
}

interface Reader {
  readonly channel: ChannelName;
  readonly unit: NormaliseUnit;
  readonly process: ReaderProcess;
  /** One task at a time, so that the time limit measures reading and not waiting. */
  readonly gate: Gate;
  readonly openRaw: MessageStore['openRaw'];
}

/**
 * Runs the channels' readers, one process per channel. Small messages go in batches; when a batch dies (time, memory,
 * crash) its messages are read again one by one, so that only the one that did it is parked.
 */
export function createProcessNormaliser(
  units: Partial<Record<ChannelName, NormaliseUnit>>,
  { openRaw }: Pick<MessageStore, 'openRaw'>,
): ProcessNormaliser {
  const readers = new Map<ChannelName, Reader>();

  return {
    async normalise(channel, messages) {
      const reader = readerOf(channel);
      const results = await Promise.all(
        toBatches(messages, reader.unit.batchSize).map((batch) => readBatch(reader, batch)),
      );
      return results.flat();
    },
    close: () => {
      for (const reader of readers.values()) reader.process.close();
    },
  };

  function readerOf(channel: ChannelName): Reader {
    const known = readers.get(channel);
    if (known !== undefined) return known;
    const unit = units[channel];
    if (unit === undefined) throw defect('channel-without-reader', `The channel ${channel} has no reader`);
    const reader = { channel, unit, process: createReaderProcess(unit), gate: createGate(1), openRaw };
    readers.set(channel, reader);
    return reader;
  }
}

async function readBatch(reader: Reader, batch: readonly StoredMessage[]): Promise<NormaliseResult[]> {
  const { channel, unit, process, gate, openRaw } = reader;
  const task = {
    module: unit.module.href,
    settings: unit.settings,
    inputs: batch.map((message) => toInput(message, openRaw)),
  };
  try {
    const answers = await gate(() => process.run(task, unit));
    return batch.map(({ uuid }, index) => ({ uuid, outcome: toOutcome(channel, answers[index], task.inputs[index]) }));
  } catch (thrown) {
    const [only] = batch;
    if (batch.length === 1 && only !== undefined) return [{ uuid: only.uuid, outcome: toFailure(thrown) }];
  }
  const results: NormaliseResult[] = [];
  for (const message of batch) results.push(...(await readBatch(reader, [message])));
  return results;
}

/** A message without its bytes is a large one: they go from the database to its reader without being here as a whole. */
function toInput(message: StoredMessage, openRaw: MessageStore['openRaw']): ReaderInput {
  const { uuid, key, receivedAt, envelope, mediaType, size, sha256 } = message;
  const open = async () => (await openRaw(uuid)) as AsyncIterable<Uint8Array>;
  return {
    uuid,
    key,
    receivedAt,
    envelope,
    mediaType,
    size,
    sha256,
    ...(mustRegister(message) ? { registerAnyway: true } : {}),
    raw: message.raw ?? new StreamedBytes(size, open),
  };
}

function toOutcome(
  channel: ChannelName,
  given: ReaderAnswer | undefined,
  input: ReaderInput | undefined,
): Normalised | Failure {
  if (given === undefined || input === undefined)
    return defect('reader-answered-nothing', 'The reader gave no answer for a message');
  try {
    const answer = checkAnswer(channel, given, input);
    if ('normalised' in answer) return answer.normalised;
    const { kind, code, message, facts } = answer.failure;
    return new Failure(kind, code, message, { facts });
  } catch (thrown) {
    return toFailure(thrown);
  }
}
