import { toFailure } from '#domain/failure/failure.ts';
import type { NormaliseInput, NormaliseModule } from '#application/ports/normalise-module.ts';
import type { ThreadAnswer, ThreadTask } from './thread-normaliser.ts';

/** Runs in a worker thread: reads each message of the task with its channel's own module, imported once per thread. */
export default async function normaliseInThread({ module, settings, inputs }: ThreadTask): Promise<ThreadAnswer[]> {
  const reader = (await import(module)) as NormaliseModule;
  const answers: ThreadAnswer[] = [];
  for (const input of inputs) answers.push(await answerFor(reader, input, settings));
  return answers;
}

async function answerFor(reader: NormaliseModule, input: NormaliseInput, settings: unknown): Promise<ThreadAnswer> {
  try {
    return { normalised: await reader.normalise(input, settings) };
  } catch (thrown) {
    const { kind, code, message, facts } = toFailure(thrown);
    return { failure: { kind, code, message, facts } };
  }
}
