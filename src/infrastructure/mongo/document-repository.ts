import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { mongo, type Connection } from 'mongoose';
import { defect, transient } from '#domain/failure/failure.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import { guarded } from './connection.ts';
import { isDuplicateKey } from './mongo-failure.ts';
import { CHUNK_BYTES, createStoreFileAtOnce, slices } from './store-file-at-once.ts';

const BUCKET = 'bestanden';

/** GridFS bucket of all bytes: documents and large raw messages. */
export function openBucket(connection: Connection) {
  if (connection.db === undefined) throw defect('mongodb-not-connected', 'The connection to MongoDB is not open');
  return new mongo.GridFSBucket(connection.db, { bucketName: BUCKET, chunkSizeBytes: CHUNK_BYTES });
}

export function createDocumentRepository(connection: Connection): DocumentStore {
  const bucket = openBucket(connection);
  const files = connection.collection<{ _id: string; length: number }>(`${BUCKET}.files`);
  const chunks = connection.collection<{ files_id: string }>(`${BUCKET}.chunks`);

  const storeAtOnce = createStoreFileAtOnce(connection, BUCKET);

  return {
    put: (id, bytes, facts) =>
      guarded(async () => {
        if (await storeAtOnce(id, bytes, facts)) return;
        const { bestandsnaam, formaat, sha256 } = facts;
        const known = await files.findOne({ _id: id }, { projection: { length: 1 } });
        // GridFS writes the chunks first and the file document last: with the file document it is whole.
        if (known?.length === bytes.byteLength) return;
        await chunks.deleteMany({ files_id: id });
        await files.deleteOne({ _id: id });
        const upload = bucket.openUploadStreamWithId(id as never, bestandsnaam, { metadata: { formaat, sha256 } });
        try {
          await pipeline(Readable.from(slices(bytes)), upload);
        } catch (thrown) {
          // Another worker stores the same document at this moment: the next attempt finds it whole.
          if (isDuplicateKey(thrown))
            throw transient('document-being-stored', 'The document is being stored', { cause: thrown });
          throw thrown;
        }
      }),
    read: (id) => guarded(() => readWhole(id)),
    open: (id) => bucket.openDownloadStream(id as never),
  };

  /** Into memory of the right size at once: gathering pieces and joining them would hold a large file twice. */
  async function readWhole(id: string): Promise<Uint8Array> {
    const length = (await files.findOne({ _id: id }, { projection: { length: 1 } }))?.length ?? 0;
    const whole = new Uint8Array(length);
    let at = 0;
    for await (const piece of bucket.openDownloadStream(id as never)) {
      whole.set(piece as Buffer, at);
      at += (piece as Buffer).byteLength;
    }
    return whole;
  }
}
