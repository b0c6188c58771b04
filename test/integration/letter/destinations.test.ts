import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createDestinations } from '#channels/letter/letter.destinations.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

describe('where a batch of scans is put', () => {
  it('has another name for each, also for two that are on their way at once, capitals or not', async () => {
    const folder = await temporaryFolder();
    writeFileSync(join(folder, 'a.json'), '{}');
    const destinations = createDestinations();
    const stems = await Promise.all(['a', 'A', 'a-2', 'b', 'b'].map((name) => destinations.freeStem(folder, name, '.pdf'))); // prettier-ignore
    expect(new Set(stems.map((stem) => stem.toLowerCase())).size).toBe(5);
    expect(stems).not.toContain('a');
  });
  it('is never outside our own folder', async () => {
    const home = await temporaryFolder();
    const elsewhere = await temporaryFolder();
    mkdirSync(join(home, 'in'));
    symlinkSync(elsewhere, join(home, 'in', 'batch'));
    await expect(createDestinations().folder(join(home, 'in'), 'batch')).rejects.toMatchObject({ code: 'ELOOP' });
  });
});
