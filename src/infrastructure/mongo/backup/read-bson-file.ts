import { createReadStream } from 'node:fs';
import { rejected } from '#domain/failure/failure.ts';

/** MongoDB's own limit on a document, with room for its commands. */
const LARGEST = 17 * 1024 * 1024;

/** The documents of a file of BSON documents one after another (each begins with its length, BSON specification 1.1). */
export async function* readBsonFile(path: string): AsyncGenerator<Buffer> {
  let rest: Buffer = Buffer.alloc(0);
  for await (const chunk of createReadStream(path, { highWaterMark: 1024 * 1024 })) {
    rest = rest.length === 0 ? (chunk as Buffer) : Buffer.concat([rest, chunk as Buffer]);
    let at = 0;
    while (rest.length - at >= 4) {
      const length = rest.readInt32LE(at);
      if (length < 5 || length > LARGEST) throw broken();
      if (rest.length - at < length) break;
      yield rest.subarray(at, at + length);
      at += length;
    }
    rest = rest.subarray(at);
  }
  if (rest.length > 0) throw broken();
}

const broken = () => rejected('backup-file-broken', 'Een bestand van de backup is afgebroken of beschadigd.');
