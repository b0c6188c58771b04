import type { Random } from '#test/crash/plan/random.ts';
import { splice, type Mutator } from './byte-mutators.ts';
import { INTERESTING } from './interesting.ts';

const LF = 10;

/** Mutations that keep the shape of what is written in words and lines. */
export const TOKEN_MUTATORS: readonly Mutator[] = [
  function insertToken(bytes, { random, dictionary }) {
    return splice(bytes, random.int(0, bytes.byteLength), 0, random.pick(dictionary));
  },
  function overwriteWithToken(bytes, { random, dictionary }) {
    const token = random.pick(dictionary);
    return splice(bytes, random.int(0, bytes.byteLength), token.byteLength, token);
  },
  function replaceWord(bytes, { random, dictionary }) {
    const [at, end] = wordAround(bytes, random.int(0, bytes.byteLength));
    return splice(bytes, at, end - at, random.pick(dictionary));
  },
  function replaceWordByWord(bytes, { random, other }) {
    const [at, end] = wordAround(bytes, random.int(0, bytes.byteLength));
    const [from, to] = wordAround(other, random.int(0, other.byteLength));
    return splice(bytes, at, end - at, other.subarray(from, to));
  },
  function replaceNumber(bytes, { random }) {
    const numbers = [
      ...Buffer.from(bytes)
        .toString('latin1')
        .matchAll(/-?\d+(\.\d+)?/g),
    ];
    if (numbers.length === 0) return bytes;
    const { 0: number, index } = random.pick(numbers);
    const written = random.chance(0.8) ? random.pick(INTERESTING.numbers) : random.pick(INTERESTING.longNumbers);
    return splice(bytes, index, number.length, Buffer.from(written));
  },
  function repeatLine(bytes, { random, largest }) {
    const [at, end] = lineAround(bytes, random);
    const room = Math.floor((largest - bytes.byteLength) / Math.max(1, end - at));
    const times = 1 + Math.floor(Math.max(0, room) * random.next() ** 4);
    const line = Buffer.from(bytes.subarray(at, end));
    return splice(bytes, end, 0, Buffer.concat(Array.from({ length: times }, () => line)));
  },
  function deleteLine(bytes, { random }) {
    const [at, end] = lineAround(bytes, random);
    return splice(bytes, at, end - at, Buffer.of());
  },
  function moveLine(bytes, { random, other }) {
    const [at, end] = lineAround(bytes, random);
    const [from, to] = lineAround(other, random);
    return splice(bytes, at, random.chance(0.5) ? end - at : 0, other.subarray(from, to));
  },
];

const isWord = (byte = 0) => byte > 0x7f || /[\w-]/.test(String.fromCharCode(byte));

/** The run of letters and digits at this place, or the quoted text around it; empty between words. */
function wordAround(bytes: Uint8Array, at: number): readonly [number, number] {
  let [start, end] = [at, at];
  while (start > 0 && isWord(bytes[start - 1])) start -= 1;
  while (end < bytes.byteLength && isWord(bytes[end])) end += 1;
  const isQuoted = bytes[start - 1] === 0x22 && bytes[end] === 0x22;
  return isQuoted ? [start - 1, end + 1] : [start, end];
}

/** A line with its end. */
function lineAround(bytes: Uint8Array, random: Random): readonly [number, number] {
  const at = random.int(0, Math.max(0, bytes.byteLength - 1));
  const end = bytes.indexOf(LF, at);
  return [at === 0 ? 0 : bytes.lastIndexOf(LF, at - 1) + 1, end === -1 ? bytes.byteLength : end + 1];
}
