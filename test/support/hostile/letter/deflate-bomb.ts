import { constants, crc32, deflateRawSync } from 'node:zlib';

const BLOCK = 16 * 1024 * 1024;

/**
 * Zlib data (RFC 1950) that unpacks to this many megabytes of one byte and is a thousand times smaller itself. Made by
 * repeating one packed block, so making it costs milliseconds.
 */
export function deflateBomb(megabytes: number, byte = 0): Buffer {
  const block = deflateRawSync(Buffer.alloc(BLOCK, byte), { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  const times = Math.ceil((megabytes * 1024 * 1024) / BLOCK);
  const last = Buffer.from([0x01, 0x00, 0x00, 0xff, 0xff]);
  return Buffer.concat([
    Buffer.from([0x78, 0xda]),
    ...Array.from({ length: times }, () => block),
    last,
    adler(byte, times * BLOCK),
  ]);
}

/** Adler-32 of so many times one byte. */
function adler(byte: number, count: number): Buffer {
  const MOD = 65_521n;
  const [n, v] = [BigInt(count), BigInt(byte)];
  const a = (1n + n * v) % MOD;
  const b = (n + (v * n * (n + 1n)) / 2n) % MOD;
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(Number((b << 16n) | a));
  return sum;
}

/** One PNG chunk: length, type, data, checksum. */
export function pngChunk(type: string, data: Uint8Array): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.byteLength);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}
