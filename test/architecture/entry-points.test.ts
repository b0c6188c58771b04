import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';

const read = (path: string) => readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
const TYPESCRIPT = /[\w./-]+\.ts\b/g;

/** What people and containers start: everything else is started by one of these, and inherits. */
async function entryPoints(): Promise<string[]> {
  const { scripts } = JSON.parse(await read('package.json')) as { scripts: Record<string, string> };
  const command = (await read('Dockerfile')).split('\n').filter((line) => line.startsWith('CMD '));
  return [...new Set([...Object.values(scripts), ...command].flatMap((line) => line.match(TYPESCRIPT) ?? []))];
}

it('every entry point keeps what it makes from other accounts before it does anything else', async () => {
  const files = await entryPoints();
  expect(files).toEqual(
    expect.arrayContaining(['src/main/index.ts', 'src/main/cli/index.ts', 'test/vitest.config.ts']),
  );
  for (const file of files) {
    const [first = ''] = (await read(file)).split('\n').filter((line) => line.trim() !== '');
    expect(first, file).toMatch(/^import '[^']*infrastructure\/private-umask\.ts';$/);
  }
});

it('tests run under that rule too', () => {
  expect(process.umask().toString(8)).toBe('77');
});
