import type { Random } from '#test/crash/plan/random.ts';
import { INTERESTING } from './interesting.ts';

/** What a mutator may draw on. */
export interface Material {
  readonly random: Random;
  readonly dictionary: readonly Uint8Array[];
  /** Another input of the corpus. */
  readonly other: Uint8Array;
  /** Bytes that the result may have. */
  readonly largest: number;
}
export type Mutator = (bytes: Uint8Array, material: Material) => Uint8Array;

/** The bytes with `insert` in the place of `remove` bytes. */
export function splice(bytes: Uint8Array, at: number, remove: number, insert: Uint8Array): Uint8Array {
  return Buffer.concat([bytes.subarray(0, at), insert, bytes.subarray(at + remove)]);
}

const LONGEST_CHUNK = 512;

/** A place and a length, short ones more often. */
export function chunkOf(bytes: Uint8Array, random: Random, most = LONGEST_CHUNK): readonly [number, number] {
  const at = random.int(0, Math.max(0, bytes.byteLength - 1));
  const longest = Math.min(most, bytes.byteLength - at);
  return [at, random.int(Math.min(1, longest), 1 + Math.floor(longest * random.next() ** 3))];
}

const changed = (bytes: Uint8Array, change: (copy: Buffer) => void) => {
  const copy = Buffer.from(bytes);
  if (copy.byteLength > 0) change(copy);
  return copy;
};
const place = (bytes: Uint8Array, random: Random) => random.int(0, Math.max(0, bytes.byteLength - 1));

export const BYTE_MUTATORS: readonly Mutator[] = [
  function flipBit(bytes, { random }) {
    const at = place(bytes, random);
    return changed(bytes, (copy) => (copy[at] = (copy[at] ?? 0) ^ (1 << random.int(0, 7))));
  },
  function setByte(bytes, { random }) {
    const at = place(bytes, random);
    return changed(
      bytes,
      (copy) => (copy[at] = random.chance(0.5) ? random.pick(INTERESTING.bytes) : random.int(0, 255)),
    );
  },
  function setInteger(bytes, { random }) {
    const isLong = random.chance(0.5);
    if (bytes.byteLength < 4) return bytes;
    const at = random.int(0, bytes.byteLength - 4);
    const value = isLong ? random.pick(INTERESTING.longs) : random.pick(INTERESTING.words);
    const little = random.chance(0.5);
    const length = isLong ? 4 : 2;
    return changed(bytes, (copy) => {
      if (little) copy.writeUIntLE(value, at, length);
      else copy.writeUIntBE(value, at, length);
    });
  },
  function addToByte(bytes, { random }) {
    const at = place(bytes, random);
    return changed(bytes, (copy) => (copy[at] = ((copy[at] ?? 0) + random.int(-16, 16)) & 0xff));
  },
  function insertBytes(bytes, { random }) {
    const one = random.pick(INTERESTING.bytes);
    const same = random.chance(0.5);
    const insert = Buffer.from(Array.from({ length: random.int(1, 16) }, () => (same ? one : random.int(0, 255))));
    return splice(bytes, random.int(0, bytes.byteLength), 0, insert);
  },
  function deleteChunk(bytes, { random }) {
    const [at, length] = chunkOf(bytes, random, bytes.byteLength);
    return splice(bytes, at, length, Buffer.of());
  },
  function copyChunk(bytes, { random }) {
    const [at, length] = chunkOf(bytes, random);
    const to = random.int(0, bytes.byteLength);
    return splice(bytes, to, random.chance(0.5) ? length : 0, bytes.subarray(at, at + length));
  },
  /** The way to what costs more than it should: the same again and again. */
  function repeatChunk(bytes, { random, largest }) {
    const [at, length] = chunkOf(bytes, random, 64);
    const room = Math.floor((largest - bytes.byteLength) / Math.max(1, length));
    const times = Math.floor(Math.max(0, room) * random.next() ** 4);
    const chunk = Buffer.from(bytes.subarray(at, at + length));
    return splice(bytes, at, 0, Buffer.concat(Array.from({ length: times }, () => chunk)));
  },
  function truncate(bytes, { random }) {
    return bytes.subarray(0, random.int(0, bytes.byteLength));
  },
  function takeFromOther(bytes, { random, other }) {
    const [at, length] = chunkOf(other, random, other.byteLength);
    return splice(bytes, random.int(0, bytes.byteLength), 0, other.subarray(at, at + length));
  },
  function crossOver(bytes, { random, other }) {
    const head = bytes.subarray(0, random.int(0, bytes.byteLength));
    return Buffer.concat([head, other.subarray(random.int(0, other.byteLength))]);
  },
];
