import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { rejected } from '#domain/failure/failure.ts';
import { fileOf, MANIFEST, manifestSchema, type Manifest } from './manifest.schema.ts';

/** Throws a rejected Failure, in Dutch, when this folder is no whole backup of ours. */
export async function readManifest(folder: string): Promise<Manifest> {
  const text = await readFile(join(folder, MANIFEST), 'utf8').catch(() => undefined);
  if (text === undefined)
    throw rejected('backup-missing', `In ${folder} staat geen (hele) backup: er is geen ${MANIFEST}.`);
  const parsed = manifestSchema.safeParse(parseJson(text));
  if (!parsed.success)
    throw rejected('backup-manifest-broken', `${MANIFEST} in ${folder} is geen manifest van deze versie.`);
  return parsed.data;
}

/** Reads every file once, before anything is written: a damaged backup changes no database. */
export async function checkFiles(folder: string, { verzamelingen }: Manifest): Promise<void> {
  for (const { naam, sha256 } of verzamelingen) {
    const hash = createHash('sha256');
    try {
      await pipeline(createReadStream(join(folder, fileOf(naam))), hash);
    } catch {
      throw rejected('backup-file-missing', `${fileOf(naam)} ontbreekt of is niet te lezen.`);
    }
    if (hash.digest('hex') !== sha256)
      throw rejected('backup-file-broken', `${fileOf(naam)} is beschadigd: de controlesom klopt niet.`);
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
