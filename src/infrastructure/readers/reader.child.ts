import { toFailure } from '#domain/failure/failure.ts';
import type { NormaliseInput, NormaliseModule } from '#application/ports/normalise-module.ts';
import { createGatherer, isPiece, sendInPieces } from './large-bytes.ts';
import { PROGRESS, type ReaderAnswer, type ReaderTask } from './reader-task.ts';

/** A task with all of its bytes. */
type Gathered = Omit<ReaderTask, 'inputs'> & { readonly inputs: readonly NormaliseInput[] };
const gatherer = createGatherer();

/** Main file of a reader process: reads each message of a task with its channel's own module, imported once. */
process.on('message', (message: unknown) => {
  if (isPiece(message)) gatherer.add(message);
  else void answerAll(gatherer.complete(message) as Gathered).then(sendAll);
});

const sendAll = (answers: readonly ReaderAnswer[]) =>
  sendInPieces(answers, (part, sent) => process.send?.(part, undefined, {}, sent));

const tellProgress = () => void process.send?.(PROGRESS);

// The program is gone (kill -9 included): nobody waits for an answer any more.
process.on('disconnect', () => process.exit(0));
// Ctrl-C reaches the whole terminal group; the program decides when its readers stop.
process.on('SIGINT', () => undefined);

async function answerAll({ module, settings, inputs }: Gathered): Promise<ReaderAnswer[]> {
  // At once: readers of mail wait for their own streams more than they compute, and a batch is bounded in bytes.
  return Promise.all(inputs.map((input) => answerFor(module, input, settings)));
}

async function answerFor(module: string, input: NormaliseInput, settings: unknown): Promise<ReaderAnswer> {
  try {
    const reader = (await import(module)) as NormaliseModule;
    return { normalised: await reader.normalise(input, settings, tellProgress) };
  } catch (thrown) {
    const { kind, code, message, facts } = toFailure(thrown);
    return { failure: { kind, code, message, facts } };
  }
}
