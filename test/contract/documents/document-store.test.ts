import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentStore } from '#application/ports/document-store.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { isolatedStores } from '#test/support/isolated-stores.ts';

const stores = isolatedStores();
let mongo: Mongo;
let documents: DocumentStore;
beforeAll(async () => {
  mongo = await connectMongo(stores.mongodbUri);
  documents = createDocumentRepository(mongo.connection, 300);
});
afterAll(() => mongo.close());

const factsOf = (bytes: Uint8Array) => ({
  bestandsnaam: 'bijlage.pdf',
  formaat: 'application/pdf',
  sha256: createHash('sha256').update(bytes).digest('hex'),
});
const put = (id: string, bytes: Uint8Array) => documents.put(id, bytes, factsOf(bytes));
const isStored = async (id: string, bytes: Uint8Array) => Buffer.compare(await documents.read(id), bytes) === 0;
const countOf = (name: 'files' | 'chunks', filter: object) =>
  mongo.connection.collection(`bestanden.${name}`).countDocuments(filter);
const CHUNK = 255 * 1024;

describe('the store of documents', () => {
  it.each([0, 1, CHUNK, CHUNK + 1, 5_000_000])('gives back a document of %i bytes as it was', async (size) => {
    const id = randomUUID();
    const bytes = randomBytes(size);
    await put(id, bytes);
    expect(await isStored(id, bytes)).toBe(true);
    expect(await countOf('chunks', { files_id: id })).toBe(Math.ceil(size / CHUNK));
  });

  it('stores once what is stored again, also at the same moment', async () => {
    const id = randomUUID();
    const bytes = randomBytes(900_000);
    await Promise.all([1, 2, 3, 4].map(() => put(id, bytes)));
    await put(id, bytes);
    expect(await isStored(id, bytes)).toBe(true);
    expect(await countOf('files', { _id: id })).toBe(1);
    expect(await countOf('chunks', { files_id: id })).toBe(4);
  });

  it('makes whole what an attempt that died left half', async () => {
    const id = randomUUID();
    const bytes = randomBytes(3 * CHUNK);
    await put(id, bytes);
    await mongo.connection.collection('bestanden.files').deleteOne({ _id: id as never });
    await mongo.connection.collection('bestanden.chunks').deleteOne({ files_id: id, n: 1 });
    await put(id, bytes);
    expect(await isStored(id, bytes)).toBe(true);
  });

  it('replaces half a document of other bytes', async () => {
    const id = randomUUID();
    await put(id, randomBytes(2 * CHUNK));
    await mongo.connection.collection('bestanden.files').deleteOne({ _id: id as never });
    const bytes = randomBytes(CHUNK + 10);
    await put(id, bytes);
    expect(await isStored(id, bytes)).toBe(true);
    expect(await countOf('chunks', { files_id: id })).toBe(2);
  });

  it.each([1_000, 1_200, CHUNK * 2])('leaves a whole document as it is when other bytes come (%i)', async (size) => {
    const id = randomUUID();
    const first = randomBytes(1_000);
    await put(id, first);
    await put(id, randomBytes(size));
    expect(await isStored(id, first)).toBe(true);
  });

  it('leaves half a document to whoever is busy with it', async () => {
    const id = randomUUID();
    const first = randomBytes(2 * CHUNK);
    await put(id, first);
    const files = mongo.connection.collection('bestanden.files');
    const file = await files.findOneAndDelete({ _id: id as never });
    const other = put(id, randomBytes(CHUNK));
    await files.insertOne(file as never);
    await other;
    expect(await isStored(id, first)).toBe(true);
  });
});
