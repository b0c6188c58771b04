import { join } from 'node:path';
import { mongo as driver } from 'mongoose';
import { defect, rejected } from '#domain/failure/failure.ts';
import { guarded, type Mongo } from '../connection.ts';
import { ensureIndexes } from '../models.ts';
import { checkDocuments, type RestoreReport } from './check-documents.ts';
import { fileOf, type Manifest } from './manifest.schema.ts';
import { beginRestore, endRestore, refuseHalfRestored } from './restore-mark.ts';
import { settleAudit } from './settle-audit.ts';
import { settleRestored, type Settled } from './settle-restored.ts';
import { readBsonFile } from './read-bson-file.ts';
import { checkFiles } from './read-manifest.ts';
import type { CopyProgress } from './write-backup.ts';

const DOCUMENTS_AT_ONCE = 500;
const BYTES_AT_ONCE = 8 * 1024 * 1024;
/** Every number keeps the type that it had. */
const EXACT = { promoteValues: false, promoteBuffers: false, promoteLongs: false } as const;

/**
 * Puts a backup into a database that holds nothing. The files are checked before the first write, the indexes are made
 * after the last, then everything is counted and every file of a citizen is hashed again; last, what was committed while
 * the copy was made is put right. Until then nothing of ours works on this database (restore-mark.ts).
 */
export async function restoreBackup(
  mongo: Mongo,
  folder: string,
  manifest: Manifest,
  now: Date,
  tell: CopyProgress,
): Promise<RestoreReport & Settled> {
  const { db } = mongo.connection;
  if (db === undefined) throw defect('mongodb-not-connected', 'The connection to MongoDB is not open');
  await refuseHalfRestored(mongo.connection);
  await refuseFull(db);
  await checkFiles(folder, manifest);
  await beginRestore(mongo.connection, now);
  for (const { naam } of manifest.verzamelingen) await restore(db.collection(naam), naam);
  await ensureIndexes(mongo.connection);
  const report = await checkDocuments(mongo, manifest);
  const settled = await settleRestored(mongo, now);
  await settleAudit(mongo.connection, manifest);
  await endRestore(mongo.connection);
  return { ...report, ...settled };

  async function restore(collection: driver.Collection, naam: string): Promise<void> {
    let [documenten, bytes, size] = [0, 0, 0];
    let waiting: driver.Document[] = [];
    const flush = async () => {
      const some = waiting;
      [waiting, size] = [[], 0];
      if (some.length > 0) await guarded(() => collection.insertMany(some, { ordered: false }));
    };
    for await (const document of readBsonFile(join(folder, fileOf(naam)))) {
      waiting.push(driver.BSON.deserialize(document, EXACT));
      documenten += 1;
      bytes += document.byteLength;
      size += document.byteLength;
      if (waiting.length < DOCUMENTS_AT_ONCE && size < BYTES_AT_ONCE) continue;
      await flush();
      tell(naam, documenten, bytes, false);
    }
    await flush();
    tell(naam, documenten, bytes, true);
  }
}

async function refuseFull(db: driver.Db): Promise<void> {
  const found = await guarded(() => db.listCollections({}, { nameOnly: true }).toArray());
  for (const { name } of found) {
    if (name.startsWith('system.')) continue;
    if ((await guarded(() => db.collection(name).findOne({}, { projection: { _id: 1 } }))) !== null) {
      throw rejected(
        'database-not-empty',
        `De database ${db.databaseName} is niet leeg (${name}). Terugzetten kan alleen in een lege database; er is niets veranderd.`,
      );
    }
  }
}
