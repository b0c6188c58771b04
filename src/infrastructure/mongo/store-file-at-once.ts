import type { Connection, mongo } from 'mongoose';
import { insertUnknown } from './insert-unknown.ts';
import { isDuplicateKey } from './mongo-failure.ts';

/** Of every file of the bucket: the default of GridFS. */
export const CHUNK_BYTES = 255 * 1024;
/** Chunks in one write: 4 MB. */
const TOGETHER = 16;

interface Chunk {
  readonly _id: string;
  readonly files_id: string;
  readonly n: number;
  readonly data: Buffer;
}
interface FileDocument {
  readonly _id: string;
  readonly length: number;
  readonly chunkSize: number;
  readonly uploadDate: Date;
  readonly filename: string;
  readonly metadata: { readonly formaat: string; readonly sha256: string };
}

export interface FileFacts {
  readonly bestandsnaam: string;
  readonly formaat: string;
  readonly sha256: string;
}

/**
 * True when a whole file stands under this id, also one of other bytes: what stands is never replaced. False when pieces
 * of something else are in the way; nothing of that was touched.
 */
export type StoreFileAtOnce = (id: string, bytes: Uint8Array, facts: FileFacts) => Promise<boolean>;

/**
 * A file in GridFS in two writes instead of six (GridFS specification, "Before Write Operations" and "File Upload"):
 * its chunks, then its file document. Chunks have ids that follow from the file and its hash, so that two workers who
 * store the same document write the same chunks, and neither has to take away those of the other. Whoever took longer
 * than `slowMs` may have been taken for dead, and looks whether its chunks still stand.
 */
export function createStoreFileAtOnce(connection: Connection, bucketName: string, slowMs: number): StoreFileAtOnce {
  const files = connection.collection(`${bucketName}.files`) as unknown as mongo.Collection<FileDocument>;
  const chunks = connection.collection(`${bucketName}.chunks`) as unknown as mongo.Collection<Chunk>;
  let indexes: Promise<unknown> | undefined;

  return async (id, bytes, facts) => {
    await (indexes ??= makeIndexes());
    const start = performance.now();
    const pieces = toChunks(id, bytes, facts.sha256);
    // The first by itself: where another file begins, nothing of this one may come behind it.
    for (let at = 0, end = 1; at < pieces.length; at = end, end += TOGETHER) {
      if (!(await insertChunks(pieces.slice(at, end)))) return false;
    }
    if (!(await insertFile(id, bytes.byteLength, facts))) return true;
    if (performance.now() - start < slowMs || (await areThere(pieces))) return true;
    await files.deleteOne({ _id: id });
    return false;
  };

  async function makeIndexes(): Promise<void> {
    try {
      await chunks.createIndex({ files_id: 1, n: 1 }, { unique: true });
      await files.createIndex({ filename: 1, uploadDate: 1 });
    } catch (thrown) {
      indexes = undefined;
      throw thrown;
    }
  }

  async function insertChunks(pieces: readonly Chunk[]): Promise<boolean> {
    const known = await insertUnknown(chunks, pieces);
    return known.size === 0 || areThere(pieces);
  }

  async function areThere(pieces: readonly Chunk[]): Promise<boolean> {
    return (await chunks.countDocuments({ _id: { $in: pieces.map(({ _id }) => _id) } })) === pieces.length;
  }

  /** False when a whole file stands there already. */
  async function insertFile(
    id: string,
    length: number,
    { bestandsnaam, formaat, sha256 }: FileFacts,
  ): Promise<boolean> {
    try {
      await files.insertOne({
        _id: id,
        length,
        chunkSize: CHUNK_BYTES,
        uploadDate: new Date(),
        filename: bestandsnaam,
        metadata: { formaat, sha256 },
      });
      return true;
    } catch (thrown) {
      if (!isDuplicateKey(thrown)) throw thrown;
      return false;
    }
  }
}

function toChunks(id: string, bytes: Uint8Array, sha256: string): Chunk[] {
  return [...slices(bytes)].map((data, n) => ({ _id: `${id}:${sha256.slice(0, 16)}:${n}`, files_id: id, n, data }));
}

/** The bytes as GridFS cuts them, not copied. */
export function* slices(bytes: Uint8Array): Generator<Buffer> {
  for (let at = 0; at < bytes.byteLength; at += CHUNK_BYTES) {
    yield Buffer.from(bytes.buffer, bytes.byteOffset + at, Math.min(CHUNK_BYTES, bytes.byteLength - at));
  }
}
