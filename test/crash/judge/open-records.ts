import mongoose from 'mongoose';

export type Doc = Record<string, unknown> & { _id: string };

/** The database as the judge reads it: whole collections, without the program's own code. */
export interface Records {
  find(collection: string, filter?: object, without?: readonly string[]): Promise<Doc[]>;
  /** Bytes of a GridFS file; undefined when it is not whole. */
  readFile(id: string): Promise<Buffer | undefined>;
  close(): Promise<void>;
}

export async function openRecords(uri: string): Promise<Records> {
  const connection = mongoose.createConnection(uri, { serverSelectionTimeoutMS: 5_000, promoteBuffers: true });
  connection.on('error', () => undefined);
  await connection.asPromise();
  const collection = (name: string) => connection.collection<Doc>(name);
  return {
    find: (name, filter = {}, without = []) =>
      collection(name)
        .find(filter, { projection: Object.fromEntries(without.map((field) => [field, 0])) })
        .toArray(),
    async readFile(id) {
      const file = await collection('bestanden.files').findOne({ _id: id });
      const chunks = await collection('bestanden.chunks').find({ files_id: id }).sort({ n: 1 }).toArray();
      const bytes = Buffer.concat(chunks.map(({ data }) => data as Buffer));
      return file?.['length'] === bytes.byteLength ? bytes : undefined;
    },
    close: () => connection.close(),
  };
}
