import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { lockDataDir } from '#infrastructure/embedded/data-dir-lock.ts';
import { runCommand } from '#test/support/run-command.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const DEMO_MS = 240_000;
/** Its own servers, as on a bare machine, whatever this run of the tests was given. */
const BARE = { MONGODB_URI: '', REDIS_URL: '', ROLES: '', INTAKE_CONFIG: '', PORT: '0', LOG_LEVEL: '' };
const demo = (dataDir: string, ...args: string[]) =>
  runCommand('src/main/demo/index.ts', args, { ...BARE, DATA_DIR: dataDir });

/** The cells of a line of the table: name of the channel, and numbers. */
function rowOf(output: string, name: string): number[] {
  const line = output.split('\n').find((text) => text.startsWith(name)) ?? '';
  return line
    .slice(name.length)
    .trim()
    .split(/\s+/)
    .map((cell) => Number(cell.replace(',', '.')));
}

describe('the demo', () => {
  it(
    'brings every invented message to where it belongs, and recognises all of them the second time',
    { timeout: 2 * DEMO_MS },
    async () => {
      const dataDir = await temporaryFolder();
      const first = await demo(dataDir, '--once');
      expect(first.output).toContain('Alles is aangekomen zoals het hoort.');
      expect(first).toMatchObject({ code: 0, errors: '' });
      // Ontvangen, geregistreerd, klantcontacten, naar KCC, naar eenheden, geparkeerd, apart.
      expect(rowOf(first.output, 'e-mail').slice(0, 7)).toEqual([14, 12, 12, 6, 6, 0, 2]);
      expect(rowOf(first.output, 'WhatsApp').slice(0, 7)).toEqual([9, 9, 3, 1, 2, 0, 0]);
      expect(rowOf(first.output, 'brief').slice(0, 7)).toEqual([4, 3, 3, 1, 2, 1, 0]);
      expect(rowOf(first.output, 'formulier').slice(0, 7)).toEqual([4, 3, 4, 2, 1, 0, 1]);

      const second = await demo(dataDir, '--once', '--imap', 'hoodiecrow');
      expect(second.output).toContain('Alles is aangekomen zoals het hoort.');
      expect(second).toMatchObject({ code: 0, errors: '' });
      const [received, known, ...rest] = rowOf(second.output, 'samen');
      expect([received, known, ...rest.slice(0, 6)]).toEqual([31, 31, 27, 22, 10, 11, 1, 3]);
      expect(second.output).toContain('Meldingen per mail aan afdelingen: 0.');
    },
  );

  it('refuses a folder that another demo is using, with one clear line', async () => {
    const dataDir = await temporaryFolder();
    const lock = lockDataDir(dataDir);
    const { code, errors } = await demo(dataDir, '--once');
    lock.release();
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([expect.stringContaining('[data-dir-in-use]')]);
  });

  it('never empties a folder that a demo did not fill', async () => {
    const dataDir = await temporaryFolder();
    await writeFile(join(dataDir, 'jaarstukken.txt'), 'niet weggooien');
    const { code, errors } = await demo(dataDir, '--once', '--fresh');
    expect(code).toBe(1);
    expect(errors).toContain('[data-dir-of-another]');
  });
});
