import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { mkdir, rename, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import mongoose from 'mongoose';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Program } from '#main/start-program.ts';
import { eventually } from '#test/support/eventually.ts';
import { hostilePdfs } from '#test/support/hostile/letter/hostile-pdfs.ts';
import { hostilePngs } from '#test/support/hostile/letter/png.ts';
import { hostileTiffs } from '#test/support/hostile/letter/tiff.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';
import { typedPdf } from '#test/support/letter/pages.ts';
import { startOnStores } from '#test/support/start-on-stores.ts';

const stores = isolatedStores();
const dataDir = mkdtempSync(join(tmpdir(), 'klantcontact-proef-'));
const map = join(dataDir, 'scans');
let program: Program;
let database: mongoose.Connection;
beforeAll(async () => {
  database = await mongoose.createConnection(stores.mongodbUri).asPromise();
  const config = {
    kanalen: { brief: { map, stabielSeconden: 0.2 } },
  };
  program = await startOnStores(stores, dataDir, 'letter,workers', config);
});
afterAll(async () => {
  await program?.stop();
  await database?.close();
  rmSync(dataDir, { recursive: true, force: true });
});

async function drop(name: string, bytes: Uint8Array): Promise<void> {
  await mkdir(join(map, 'in'), { recursive: true });
  await writeFile(join(map, 'in', `.${name}.part`), bytes);
  await rename(join(map, 'in', `.${name}.part`), join(map, 'in', name));
}

it('sound letters before, between and after hostile ones are registered, and the folder is empty', async () => {
  const hostile = [
    hostilePdfs['whose text unpacks to 10 GB'],
    hostilePdfs['whose pattern is painted with itself'],
    hostilePdfs['that claims a million pages'],
    hostilePngs['of 14,000 by 14,000 in full colour, interlaced'],
    hostileTiffs['whose directories go round'],
  ];
  const sound = (place: number) =>
    typedPdf(`Geachte gemeente,\n\nDit is brief ${place} over de lantaarn in mijn straat.`);
  for (const [place, make] of hostile.entries()) {
    await drop(`${place}-goed.pdf`, await sound(place));
    await drop(`${place}-vijandig.pdf`, (await make?.()) ?? expect.unreachable());
  }
  await drop('9-goed.pdf', await sound(9));
  await eventually(() => readdirSync(join(map, 'in')).length === 0, { what: 'an empty folder', deadlineMs: 50_000 });
  const messages = await database.collection('messages').find().toArray();
  expect(messages).toHaveLength(11);
  for (const { aliases, state } of messages as unknown as { aliases: string[]; state: string }[]) {
    if (aliases[0]?.endsWith('goed.pdf')) expect(state).toBe('registered');
    else expect(['registered', 'parked']).toContain(state);
  }
  expect(existsSync(join(map, 'mislukt', '0-vijandig.fout.json'))).toBe(true);
});
