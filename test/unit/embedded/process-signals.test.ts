import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { isAlive } from '#infrastructure/embedded/process-signals.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const ASKED = 20_000;

it('a script that keeps handing over to another program is alive at every moment', async () => {
  const script = join(await temporaryFolder(), 'hand-over');
  await writeFile(script, '#!/bin/sh\nexec "$0"\n');
  await chmod(script, 0o755);
  const child = spawn(script);
  onTestFinished(() => void child.kill('SIGKILL'));
  await once(child, 'spawn');
  const answers = Array.from({ length: ASKED }, () => isAlive(child.pid ?? 0));
  expect(answers.filter((alive) => !alive)).toHaveLength(0);
});

it('a process that has ended is not alive, not even before its parent has asked how it ended', async () => {
  const parent = spawn('sh', ['-c', 'sleep 0 & echo $!; exec sleep 30']);
  onTestFinished(() => void parent.kill('SIGKILL'));
  const [printed] = (await once(parent.stdout, 'data')) as [Buffer];
  const zombie = Number(printed.toString());
  await expect.poll(() => isAlive(zombie)).toBe(false);
  expect(isAlive(parent.pid ?? 0)).toBe(true);
});
