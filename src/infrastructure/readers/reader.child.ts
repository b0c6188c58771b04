import { toFailure } from '#domain/failure/failure.ts';
import type { NormaliseInput, NormaliseModule } from '#application/ports/normalise-module.ts';
import { createGatherer, isPiece, takeOutLarge } from './large-bytes.ts';
import { PROGRESS, type ReaderAnswer, type ReaderTask } from './reader-task.ts';

/** Main file of a reader process: reads each message of a task with its channel's own module, imported once. */
/** A task with all of its bytes. */
type Gathered = Omit<ReaderTask, 'inputs'> & { readonly inputs: readonly NormaliseInput[] };
const gatherer = createGatherer();
process.on('message', (message: unknown) => {
  if (isPiece(message)) gatherer.add(message);
  else void answerAll(gatherer.complete(message) as Gathered).then(sendAll);
});

async function sendAll(answers: readonly ReaderAnswer[]): Promise<void> {
  const send = (message: unknown) =>
    new Promise<void>((resolve) => {
      process.send?.(message, undefined, {}, () => {
        resolve();
      });
    });
  const { slim, pieces } = takeOutLarge(answers);
  for await (const piece of pieces) await send(piece);
  await send(slim);
}

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
