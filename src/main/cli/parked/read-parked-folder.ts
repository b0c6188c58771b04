import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { safeFileName } from '#domain/text/safe-file-name.ts';
import type { ParkedCopy } from '#application/import-parked.ts';
import { parseParkedFile } from './parked-file.ts';
import { readFileOfFolder } from './read-file-of-folder.ts';

/** What stands in one `<uuid>.json` and the files beside it; a text says why it cannot be taken in. */
export interface FoundCopy {
  readonly naam: string;
  readonly copy: ParkedCopy | string;
}

/** Somebody's repaired version of this message lies beside it as `<uuid>.hersteld.<ending>`. */
const HERSTELD = '.hersteld.';

/** Every exported message of the folder, one at a time. Only files of this folder are read, by the names that it lists. */
export async function* readParkedFolder(folder: string): AsyncGenerator<FoundCopy> {
  const names = (await readdir(folder)).sort();
  for (const naam of names.filter((name) => /^[0-9a-f-]{36}\.json$/.test(name))) {
    yield { naam, copy: await readCopy(folder, naam, names) };
  }
}

async function readCopy(folder: string, naam: string, names: readonly string[]): Promise<ParkedCopy | string> {
  const text = await readFileOfFolder(folder, naam);
  const parsed = text === undefined ? undefined : parseParkedFile(text.toString('utf8'));
  const uuid = naam.slice(0, -'.json'.length);
  if (parsed?.bericht.uuid !== uuid) return 'dit is geen uitvoer van deze opdracht';
  const beside = (middle: string) => names.find((name) => name.startsWith(uuid + middle));
  const read = async (name: string | undefined) => (name === undefined ? undefined : readFileOfFolder(folder, name));
  const raw = await read(beside('.ontvangen.'));
  if (raw === undefined || sha256(raw) !== parsed.bericht.sha256)
    return 'het ontvangen bestand ontbreekt of is veranderd';
  const vervangingen = new Map<string, Uint8Array>();
  for (const { id, sha256: expected } of parsed.bericht.herstel?.vervangingen ?? []) {
    const bytes = await read(beside(`.vervanging.${id}.`));
    if (bytes === undefined || sha256(bytes) !== expected) return `vervanging ${id} ontbreekt of is veranderd`;
    vervangingen.set(id, bytes);
  }
  const name = beside(HERSTELD);
  const bytes = await read(name);
  if (name !== undefined && bytes === undefined) return 'het herstelde bestand is geen gewoon bestand';
  const { mediaType } = parsed.bericht;
  const hersteld =
    bytes === undefined ? {} : { hersteld: { bytes, bestandsnaam: safeFileName(name ?? ''), mediaType } };
  return { message: { ...parsed.bericht, raw }, taak: parsed.taak, vervangingen, ...hersteld };
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
