import { deserialize, serialize, type Document } from 'bson';
import { exchange } from './server-exchange.ts';

const OP_MSG = 2013;
const HEADER_BYTES = 16;
/** Header, flag bits (4) and the kind byte of the only section (1). */
const BODY_OFFSET = HEADER_BYTES + 5;

/**
 * One command to the admin database of the MongoDB-protocol server at this address, as a single OP_MSG (MongoDB wire
 * protocol). The driver is not used here: it lives behind the storage door, and readiness needs one question only.
 */
export async function runMongodbCommand(url: string, command: Document): Promise<Document> {
  const body = serialize({ ...command, $db: 'admin' });
  const header = Buffer.alloc(BODY_OFFSET);
  header.writeInt32LE(BODY_OFFSET + body.length, 0);
  header.writeInt32LE(1, 4);
  header.writeInt32LE(OP_MSG, 12);
  const isWhole = (bytes: Buffer) => bytes.length >= 4 && bytes.length >= bytes.readInt32LE(0);
  const answer = await exchange(url, Buffer.concat([header, body]), isWhole);
  return deserialize(answer.subarray(BODY_OFFSET, answer.readInt32LE(0)));
}

/** Whether a write of one small document is stored. Rejects when there is no answer. */
export async function canStore(url: string): Promise<boolean> {
  const write = { q: { _id: 'schrijfproef' }, u: { $set: { op: new Date() } }, upsert: true };
  const answer = await runMongodbCommand(url, { update: 'proeven', updates: [write] });
  return answer['ok'] === 1 && answer['writeErrors'] === undefined;
}

/** True when the server accepts writes: a replica set member must have won its election first. */
export async function isWritableMongodb(url: string): Promise<boolean> {
  return (await runMongodbCommand(url, { hello: 1 }))['isWritablePrimary'] === true;
}
