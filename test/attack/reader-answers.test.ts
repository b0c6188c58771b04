import { afterAll, expect, it } from 'vitest';
import { Failure } from '#domain/failure/failure.ts';
import { NO_RIGHTS } from '#application/ports/normalise-module.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { newMessage } from '#test/support/spine/create-spine.ts';
import { storedMessage } from '#test/support/readers/stored-message.ts';

const normaliser = createProcessNormaliser(
  {
    email: {
      module: new URL('../support/readers/forging.normalise.ts', import.meta.url),
      settings: {},
      rights: NO_RIGHTS,
      timeoutMs: 10_000,
      maxMemoryMb: 128,
      batchSize: 1,
    },
  },
  { openRaw: () => Promise.reject(new Error('Every message has its bytes')) },
);
afterAll(() => normaliser.close());

async function read(text: string): Promise<string> {
  const [result] = await normaliser.normalise('email', [storedMessage(newMessage(text))]);
  return result?.outcome instanceof Failure ? result.outcome.code : (result?.outcome.kind ?? 'nothing');
}

it.each([
  'the bytes of another message',
  'a file that is there already',
  'another hash of its message',
  'a file without a virus',
  'the work of a colleague',
  'a person of the counter',
  'a known person',
  'a klantcontact of somebody else',
  'no documents at all',
])('a reader of mail that was taken over cannot make of it: %s', async (forged) => {
  expect(await read(forged)).toBe('reader-answer-refused');
  expect(await read('Een gewone vraag')).toBe('contacten');
});

it.each(['a terabyte', 'a piece of nothing', 'no list', 'too few answers'])(
  'a reader that sends %s ends itself and not the program',
  async (sent) => {
    expect(await read(sent)).toBe('reader-crashed');
    expect(await read('Een gewone vraag')).toBe('contacten');
  },
);
