import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { lockDataDir } from '#infrastructure/embedded/data-dir-lock.ts';
import { startProgram } from '#test/support/start-program.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const HOLDER = 'test/support/embedded/hold-data-dir.ts';

it('a second instance on the same data folder is refused and told which process holds it', async () => {
  const dataDir = await temporaryFolder();
  const first = await startProgram(HOLDER, dataDir);
  onTestFinished(first.kill);
  expect(() => lockDataDir(dataDir)).toThrow(
    expect.objectContaining({
      code: 'data-dir-in-use',
      facts: { pid: first.pid },
      message: expect.stringMatching(/al in gebruik.*DATA_DIR/),
    }),
  );
});

it('the lock of a process that was killed is no obstacle', async () => {
  const dataDir = await temporaryFolder();
  const first = await startProgram(HOLDER, dataDir);
  expect(first.firstLine).toBe('held');
  await first.kill();
  lockDataDir(dataDir).release();
});

it('of six instances that start at the same moment over a stale lock exactly one gets the folder', async () => {
  const dataDir = await temporaryFolder();
  await (await startProgram(HOLDER, dataDir)).kill();
  const programs = await Promise.all(Array.from({ length: 6 }, () => startProgram(HOLDER, dataDir)));
  onTestFinished(() => Promise.all(programs.map((one) => one.kill())).then(() => {}));
  expect(programs.map((one) => one.firstLine).sort()).toEqual(['held', ...Array(5).fill('refused')]);
});

it('a released folder can be taken again by the same process', async () => {
  const dataDir = await temporaryFolder();
  lockDataDir(dataDir).release();
  lockDataDir(dataDir).release();
});

it('a place where no folder can be made is one clear line', async () => {
  const file = join(await temporaryFolder(), 'file');
  await writeFile(file, '');
  expect(() => lockDataDir(join(file, 'data'))).toThrow(
    expect.objectContaining({ code: 'data-dir-not-writable', message: expect.stringContaining('DATA_DIR') }),
  );
});
