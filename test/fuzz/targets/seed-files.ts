import { readdir, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DemoMedia } from '#main/demo/seed/media/demo-media.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Files with these endings under a folder of the repository (or beside it), in the order of their names; none if it is not there. */
export async function seedFiles(folder: string, endings: readonly string[], largest: number): Promise<Uint8Array[]> {
  const found = await readdir(join(ROOT, folder), { recursive: true, withFileTypes: true }).catch(() => []);
  const paths = found
    .filter((entry) => entry.isFile() && endings.includes(extname(entry.name)))
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
  const files = await Promise.all(paths.map((path) => readFile(path)));
  return files.filter(({ byteLength }) => byteLength <= largest);
}

/** Attachments of the demo's messages that cost nothing to make, and leave the message small. */
const scrap = Buffer.from('%PDF-1.4\n%%EOF');
export const SMALL_MEDIA: DemoMedia = {
  bezwaarschrift: scrap,
  huurcontract: scrap,
  stoeptegels: scrap,
  auto: scrap,
  lantaarnpaal: scrap,
  spraakbericht: scrap,
};

/** The demo's messages are made for this moment: the same every time. */
export const SEED_MOMENT = new Date('2026-11-24T09:00:00Z');
