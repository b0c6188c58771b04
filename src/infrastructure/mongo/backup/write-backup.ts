import { createHash } from 'node:crypto';
import { mkdir, open, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import type { mongo as driver } from 'mongoose';
import { defect, rejected } from '#domain/failure/failure.ts';
import type { Clock } from '#application/ports/clock.ts';
import { guarded, type Mongo } from '../connection.ts';
import { toCopyOrder } from './copy-order.ts';
import { auditKopSchema, fileOf, MANIFEST, type Manifest, type Verzameling } from './manifest.schema.ts';

/** Told after each collection and every some thousand documents. */
export type CopyProgress = (naam: string, documenten: number, bytes: number, klaar: boolean) => void;

const BATCH = 200;
const TELL_EVERY = 5_000;
/** Only this account may read it: it is all of the citizens' messages. */
const PRIVATE = 0o600;

/**
 * Copies every collection to a folder that must be new or empty: one file of BSON documents each, as mongodump makes
 * them, and a manifest with counts and checksums. One pass over the database, one batch in memory at a time; writing
 * may go on meanwhile (see copy-order.ts).
 */
export async function writeBackup(mongo: Mongo, folder: string, clock: Clock, tell: CopyProgress): Promise<Manifest> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if ((await readdir(folder)).length > 0)
    throw rejected(
      'backup-folder-not-empty',
      `De map ${folder} is niet leeg. Noem een nieuwe of lege map, bijvoorbeeld ${join(folder, 'nieuw')}`,
    );
  const { db } = mongo.connection;
  if (db === undefined) throw defect('mongodb-not-connected', 'The connection to MongoDB is not open');
  const begonnenOp = clock.now().toISOString();
  const names = (await guarded(() => db.listCollections({}, { nameOnly: true }).toArray())).map(({ name }) => name);
  // Before the first document: whatever the copy holds, this block is in it.
  const kop = await readHead(db);
  const verzamelingen: Verzameling[] = [];
  for (const naam of toCopyOrder(names)) {
    const raw = db.collection(naam).find({}, { raw: true, batchSize: BATCH });
    verzamelingen.push(await writeFile(naam, raw as unknown as AsyncIterable<Uint8Array>));
  }
  const manifest: Manifest = {
    soort: 'klantcontact-intake-backup',
    versie: 1,
    begonnenOp,
    klaarOp: clock.now().toISOString(),
    ...(kop === undefined ? {} : { auditKop: kop }),
    verzamelingen,
  };
  await writeManifest(folder, manifest);
  return manifest;

  async function writeFile(naam: string, documents: AsyncIterable<Uint8Array>): Promise<Verzameling> {
    const file = await open(join(folder, fileOf(naam)), 'wx', PRIVATE);
    const hash = createHash('sha256');
    let [documenten, bytes] = [0, 0];
    let waiting: Uint8Array[] = [];
    const flush = async () => {
      if (waiting.length > 0) await file.writev(waiting);
      waiting = [];
    };
    try {
      await guarded(async () => {
        for await (const document of documents) {
          hash.update(document);
          waiting.push(document);
          documenten += 1;
          bytes += document.byteLength;
          if (waiting.length >= BATCH) await flush();
          if (documenten % TELL_EVERY === 0) tell(naam, documenten, bytes, false);
        }
      });
      await flush();
      await file.sync();
    } finally {
      await file.close();
    }
    tell(naam, documenten, bytes, true);
    return { naam, documenten, bytes, sha256: hash.digest('hex') };
  }
}

async function readHead(db: driver.Db): Promise<Manifest['auditKop']> {
  const newest = { sort: { _id: -1 }, limit: 1, projection: { hash: 1 } } as const;
  return guarded(async () => {
    for await (const { _id, hash } of db.collection<{ _id: unknown; hash?: unknown }>('auditzegels').find({}, newest))
      return auditKopSchema.safeParse({ blok: _id, hash }).data;
    return undefined;
  });
}

async function writeManifest(folder: string, manifest: Manifest): Promise<void> {
  const file = await open(join(folder, `${MANIFEST}.deel`), 'wx', PRIVATE);
  await file.writeFile(`${JSON.stringify(manifest, undefined, 2)}\n`);
  await file.sync();
  await file.close();
  await rename(join(folder, `${MANIFEST}.deel`), join(folder, MANIFEST));
}
