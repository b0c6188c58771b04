import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runCheck } from '#main/cli/checks/check.ts';
import { checkScanFolder } from '#main/cli/checks/folder-checks.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

it('a scan folder that is not there yet is in order when it can be made', async () => {
  const folder = await temporaryFolder();
  expect(await runCheck(checkScanFolder(join(folder, 'nieuw', 'scans')))).toMatchObject({ oordeel: 'ok' });
});

it('a scan folder with a file in the place of one of its folders is wrong', async () => {
  const folder = join(await temporaryFolder(), 'scans');
  await mkdir(folder);
  await writeFile(join(folder, 'archief'), '');
  const result = await runCheck(checkScanFolder(folder));
  expect(result).toMatchObject({ oordeel: 'fout', wat: expect.stringContaining('archief') as string });
});
