import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import sharp from 'sharp';
import { afterAll, describe, expect, it } from 'vitest';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { letterNormaliseUnit } from '#channels/letter/letter.settings.ts';
import { createReaderProcess } from '#infrastructure/readers/reader-process.ts';
import { onePage, packed, SENTENCE } from '#test/support/hostile/letter/pdf.ts';

const unit = letterNormaliseUnit(letterConfigSchema.parse({ map: 'x' }), {
  afdelingen: [],
  medewerkers: [],
  regels: [],
});
const reader = createReaderProcess(unit);
afterAll(() => reader.close());

/** `letter`, or the code of the failure; a Failure that ends the process is a code too. */
async function read(raw: Uint8Array): Promise<string> {
  const { module, settings } = unit;
  const envelope = { fileName: 'a', scanTime: '2026-11-24T12:00:00Z' };
  const facts = { uuid: randomUUID(), key: 'a', receivedAt: new Date(), mediaType: 'x', sha256: 'a'.repeat(64) };
  const inputs = [{ ...facts, envelope, size: raw.byteLength, raw }];
  try {
    const [answer = expect.unreachable()] = await reader.run({ module: module.href, settings, inputs }, unit);
    return 'normalised' in answer ? 'letter' : `${answer.failure.kind} ${answer.failure.code}`;
  } catch (thrown) {
    return `${(thrown as { kind?: string }).kind} ${(thrown as { code?: string }).code}`;
  }
}

/** A slow gradient: it is decoded whole and has nothing to recognise. */
const gradient = () => {
  const data = Buffer.from(Array.from({ length: 96 * 96 }, (_, at) => 200 + ((at % 96) >> 2)));
  return sharp(data, { raw: { width: 96, height: 96, channels: 1 } });
};
const SOUND: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  PDF: () => onePage({ content: packed(SENTENCE) }),
  TIFF: () => gradient().tiff({ compression: 'lzw' }).toBuffer(),
  JPEG: () => gradient().jpeg().toBuffer(),
  'progressive JPEG': () => gradient().jpeg({ progressive: true }).toBuffer(),
  PNG: () => gradient().png().toBuffer(),
};

const place = fc.double({ min: 0, max: 0.999, noNaN: true });
const change = fc.oneof(
  fc.record({ does: fc.constant('cut' as const), at: place }),
  fc.record({ does: fc.constant('repeat' as const), at: place, to: place }),
  fc.record({ does: fc.constant('swap' as const), at: place, to: place }),
  fc.record({ does: fc.constant('flip' as const), at: place, bit: fc.nat(7) }),
  fc.record({ does: fc.constant('insert' as const), at: place, bytes: fc.uint8Array({ maxLength: 20 }) }),
  fc.record({ does: fc.constant('number' as const), at: place, value: fc.constantFrom(0, 1, 0x7f_ff_ff_ff, 0x80_00_00_00, 0xff_ff_ff_ff) }), // prettier-ignore
);
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never;

function apply(bytes: Buffer, one: Change): Buffer {
  const at = Math.floor(one.at * bytes.length);
  if (one.does === 'cut') return bytes.subarray(0, Math.max(1, at));
  if (one.does === 'insert') return Buffer.concat([bytes.subarray(0, at), one.bytes, bytes.subarray(at)]);
  if (one.does === 'flip') bytes[at] = (bytes[at] ?? 0) ^ (1 << one.bit);
  if (one.does === 'number' && at + 4 <= bytes.length) bytes.writeUInt32BE(one.value, at);
  if (one.does !== 'repeat' && one.does !== 'swap') return bytes;
  const [from, to] = [at, Math.floor(one.to * bytes.length)].sort((a, b) => a - b) as [number, number];
  return one.does === 'repeat'
    ? Buffer.concat([bytes.subarray(0, to), bytes.subarray(from)])
    : Buffer.concat([bytes.subarray(to), bytes.subarray(from, to), bytes.subarray(0, from)]);
}

describe('a sound document of which bytes were changed', () => {
  it.each(Object.entries(SOUND))('(%s) is a letter or unprocessable, in the real reader', async (_, make) => {
    const sound = Buffer.from(await make());
    expect(await read(Buffer.from(sound))).toBe('letter');
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 5 }), async (changes) => {
        const bytes = changes.reduce(apply, Buffer.from(sound));
        expect(await read(bytes)).toMatch(/^(letter$|unprocessable )/);
      }),
      { numRuns: 60, seed: 20_261_124, endOnFailure: true },
    );
  });
});
