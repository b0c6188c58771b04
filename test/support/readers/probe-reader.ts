import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { ReaderRights } from '#application/ports/normalise-module.ts';
import type { Isolation } from '#infrastructure/readers/isolation.ts';
import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { inputOf } from './input-of.ts';
import type { Attempts, Targets } from './targets.ts';

const PROBE = new URL('./probe.normalise.ts', import.meta.url).href;
const UNGUARDED = fileURLToPath(new URL('./unguarded.child.ts', import.meta.url));
const MEMORY_MB = 412;

export type Isolate = (paths: readonly string[]) => Promise<Isolation>;

/** What a reader with these rights got, of everything that it tried. */
export async function probeReader(targets: Targets, rights: ReaderRights, isolate: Isolate): Promise<Attempts> {
  const reader = createReaderProcess({ maxMemoryMb: MEMORY_MB, rights, isolate });
  onTestFinished(() => {
    reader.close();
  });
  const task = { module: PROBE, settings: targets, inputs: [inputOf(Buffer.from('x'))] };
  const [answer] = await reader.run(task, { timeoutMs: 60_000 });
  if (answer === undefined || 'failure' in answer) throw new Error(`The probe did not run: ${JSON.stringify(answer)}`);
  return toAttempts(answer.normalised);
}

/** What a process of ours gets as it is. */
export async function probeUnguarded(targets: Targets): Promise<Attempts> {
  const child = fork(UNGUARDED, [], { serialization: 'advanced', stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
  child.send({ input: inputOf(Buffer.from('x')), targets });
  const [answer] = (await once(child, 'message')) as [Normalised];
  return toAttempts(answer);
}

function toAttempts(answer: Normalised): Attempts {
  if (answer.kind !== 'contacten') throw new Error('The probe set itself aside');
  return JSON.parse(answer.contacten[0]?.inhoud ?? '') as Attempts;
}
