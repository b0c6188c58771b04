import { createHash } from 'node:crypto';
import { defect } from '#domain/failure/failure.ts';
import { guarded, type Mongo } from '../connection.ts';
import { openBucket } from '../document-repository.ts';
import type { Manifest } from './manifest.schema.ts';

export interface RestoreReport {
  readonly documenten: number;
  readonly bestanden: number;
}

interface FileDocument {
  readonly _id: string;
  readonly length: number;
  readonly metadata?: { readonly sha256?: string };
}

/** Counts every collection, and hashes every stored file against the hash that was kept when it came in. */
export async function checkDocuments(mongo: Mongo, { verzamelingen }: Manifest): Promise<RestoreReport> {
  let documenten = 0;
  for (const { naam, documenten: expected } of verzamelingen) {
    // Counters are seeded where a backup has none of them yet.
    const found = await guarded(() => mongo.connection.collection(naam).countDocuments({}));
    if (found < expected || (found > expected && naam !== 'counters')) {
      throw defect('restore-incomplete', `${naam}: ${found} documenten in plaats van ${expected}`);
    }
    documenten += found;
  }
  const bucket = openBucket(mongo.connection);
  let bestanden = 0;
  const files = mongo.connection.collection<FileDocument>('bestanden.files').find({});
  for await (const { _id, length, metadata } of files) {
    const hash = createHash('sha256');
    let bytes = 0;
    await guarded(async () => {
      for await (const chunk of bucket.openDownloadStream(_id as never)) {
        hash.update(chunk as Buffer);
        bytes += (chunk as Buffer).byteLength;
      }
    });
    const isRight = bytes === length && (metadata?.sha256 === undefined || metadata.sha256 === hash.digest('hex'));
    if (!isRight) throw defect('restore-file-differs', `Bestand ${_id} is niet meer wat het was`);
    bestanden += 1;
  }
  return { documenten, bestanden };
}
