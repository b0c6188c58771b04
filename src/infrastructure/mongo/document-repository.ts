import { setTimeout as delay } from 'node:timers/promises';
import { mongo, type Connection } from 'mongoose';
import { defect, transient } from '#domain/failure/failure.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import { guardStore } from './guard-store.ts';
import { CHUNK_BYTES, createStoreFileAtOnce } from './store-file-at-once.ts';

const BUCKET = 'bestanden';
/** Whoever stores a document is done by then, or looks whether its pieces still stand. */
const HALF_MS = 20_000;

/** GridFS bucket of all bytes: documents and large raw messages. */
export function openBucket(connection: Connection) {
  if (connection.db === undefined) throw defect('mongodb-not-connected', 'The connection to MongoDB is not open');
  return new mongo.GridFSBucket(connection.db, { bucketName: BUCKET, chunkSizeBytes: CHUNK_BYTES });
}

export function createDocumentRepository(connection: Connection, halfMs = HALF_MS): DocumentStore {
  const bucket = openBucket(connection);
  const files = connection.collection<{ _id: string; length: number }>(`${BUCKET}.files`);
  const chunks = connection.collection<{ files_id: string }>(`${BUCKET}.chunks`);
  const storeAtOnce = createStoreFileAtOnce(connection, BUCKET, halfMs / 2);

  return guardStore<DocumentStore>({
    put: async (id, bytes, facts) => {
      if ((await storeAtOnce(id, bytes, facts)) || (await becomesWhole(id))) return;
      await chunks.deleteMany({ files_id: id });
      if (await storeAtOnce(id, bytes, facts)) return;
      throw transient('document-being-stored', 'Others store this document at this moment');
    },
    read: readWhole,
    open: (id) => bucket.openDownloadStream(id as never),
  });

  /** With its file document a file is whole. Half of other bytes may be somebody's who is busy with it at this moment. */
  async function becomesWhole(id: string): Promise<boolean> {
    for (const end = performance.now() + halfMs; ; await delay(Math.min(250, halfMs))) {
      if ((await files.findOne({ _id: id }, { projection: { _id: 1 } })) !== null) return true;
      if (performance.now() >= end) return false;
    }
  }

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
