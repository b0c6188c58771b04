import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { z } from 'zod';
import type { Anker } from '#application/audit/verify-audit.ts';
import { sha256Schema } from '#domain/audit/sha256.schema.ts';
import { readManifest } from '#infrastructure/mongo/backup/read-manifest.ts';
import { UsageError } from '../exit-code.ts';
import { fileSystemCode } from '../file-system-code.ts';

/** What `audit export`, the ordinary log (`audit-head`) and a manifest write down of a block. */
const kopSchema = z.object({ blok: z.int().min(1), hash: sha256Schema });

/**
 * Anchors as an operator names them: `blok:hash`, the folder of a backup, or a file with lines of `audit export` or of
 * the program's log. Throws a UsageError when there is none in it.
 */
export async function readAnchors(texts: readonly string[]): Promise<Anker[]> {
  const found: Anker[] = [];
  for (const text of texts) {
    const [, blok, hash] = /^([1-9]\d{0,8}):([0-9a-f]{64})$/.exec(text) ?? [];
    if (blok !== undefined && hash !== undefined) found.push({ blok: Number(blok), hash, bron: '--anker' });
    else found.push(...(await readPlace(text)));
  }
  return found;
}

async function readPlace(path: string): Promise<Anker[]> {
  const place = await stat(resolve(path)).catch((thrown: unknown) => {
    const code = fileSystemCode(thrown);
    throw new UsageError(
      `--anker is blok:hash (een hash van 64 tekens), de map van een backup of een bestand (${code})`,
    );
  });
  const ankers = place.isDirectory() ? await readBackup(path) : await readLines(path);
  if (ankers.length === 0) throw new UsageError(`in ${path} staat geen blok van het auditlogboek`);
  return ankers;
}

async function readBackup(path: string): Promise<Anker[]> {
  const { auditKop } = await readManifest(resolve(path));
  return auditKop === undefined ? [] : [{ ...auditKop, bron: path }];
}

/** Other lines of a log are passed over. */
async function readLines(path: string): Promise<Anker[]> {
  const found: Anker[] = [];
  for await (const line of createInterface({ input: createReadStream(resolve(path)), crlfDelay: Infinity })) {
    if (!line.includes('"blok"')) continue;
    const parsed = kopSchema.safeParse(parseJson(line));
    if (parsed.success) found.push({ ...parsed.data, bron: path });
  }
  return found;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
