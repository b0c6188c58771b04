import { deflateSync } from 'node:zlib';

/** Tag, and its values as 32-bit numbers (TIFF 6.0: LONG may stand for SHORT). */
type Entry = readonly [tag: number, values: readonly number[] | Buffer];
const [WIDTH, HEIGHT, BITS, COMPRESSION, PHOTOMETRIC, OFFSETS, SAMPLES, ROWS, COUNTS] = [
  256, 257, 258, 259, 262, 273, 277, 278, 279,
] as const;

/** A TIFF (little-endian) of these directories; `next` is what the last one says comes after it. */
export function tiff(directories: readonly (readonly Entry[])[], { next = 0, data = Buffer.alloc(0) } = {}): Buffer {
  const header = Buffer.from('II*\0\0\0\0\0', 'latin1');
  header.writeUInt32LE(8 + data.length, 4);
  const parts: Buffer[] = [header, data];
  let at = 8 + data.length;
  directories.forEach((entries, index) => {
    const size = 2 + entries.length * 12 + 4;
    const outside: Buffer[] = [];
    let outsideAt = at + size;
    const table = Buffer.alloc(size);
    table.writeUInt16LE(entries.length, 0);
    [...entries]
      .sort(([one], [other]) => one - other)
      .forEach(([tag, values], place) => {
        const isBytes = Buffer.isBuffer(values);
        const bytes = isBytes ? values : Buffer.from(Uint32Array.from(values).buffer);
        const entry = 2 + place * 12;
        table.writeUInt16LE(tag, entry);
        table.writeUInt16LE(isBytes ? 7 : 4, entry + 2);
        table.writeUInt32LE(isBytes ? bytes.length : values.length, entry + 4);
        if (bytes.length <= 4) table.set(bytes, entry + 8);
        else {
          table.writeUInt32LE(outsideAt, entry + 8);
          outside.push(bytes);
          outsideAt += bytes.length;
        }
      });
    table.writeUInt32LE(index === directories.length - 1 ? next : outsideAt, size - 4);
    parts.push(table, ...outside);
    at = outsideAt;
  });
  return Buffer.concat(parts);
}

interface PageParts {
  readonly width?: number;
  readonly height?: number;
  readonly bits?: number;
  readonly samples?: number;
  readonly compression?: number;
  readonly offset?: number;
  readonly count?: number;
  readonly rows?: number;
  readonly more?: readonly Entry[];
}
export function page(parts: PageParts = {}): Entry[] {
  const { width = 64, height = 64, bits = 8, samples = 1, compression = 1, offset = 8 } = parts;
  return [
    [WIDTH, [width]],
    [HEIGHT, [height]],
    [BITS, Array.from({ length: samples }, () => bits)],
    [COMPRESSION, [compression]],
    [PHOTOMETRIC, [samples >= 3 ? 2 : 1]],
    [OFFSETS, [offset]],
    [SAMPLES, [samples]],
    [ROWS, [parts.rows ?? height]],
    [COUNTS, [parts.count ?? width * height]],
    ...(parts.more ?? []),
  ];
}

const WHITE = Buffer.alloc(64 * 64, 255);
const garbage = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 24));
const FAX4 = 4;
const LZW = 5;
const DEFLATE = 8;
const PACKBITS = 32_773;

export const hostileTiffs: Readonly<Record<string, () => Buffer>> = {
  'that claims 60,000 by 60,000': () => tiff([page({ width: 60_000, height: 60_000, bits: 1 })], { data: WHITE }),
  'whose directories go round': () => tiff([page(), page()], { next: 8 + WHITE.length, data: WHITE }),
  'whose only directory comes after itself': () => tiff([page()], { next: 8 + WHITE.length, data: WHITE }),
  'of 30,000 directories': () =>
    tiff(
      Array.from({ length: 30_000 }, () => page()),
      { data: WHITE },
    ),
  'of 501 pages': () =>
    tiff(
      Array.from({ length: 501 }, () => page()),
      { data: WHITE },
    ),
  'with 60,000 strips in one place': () =>
    tiff(
      [
        [
          ...page({ width: 3_000, height: 60_000, rows: 1 }).filter(([tag]) => tag !== OFFSETS && tag !== COUNTS),
          [OFFSETS, Array.from({ length: 60_000 }, () => 8)],
          [COUNTS, Array.from({ length: 60_000 }, () => 3_000)],
        ],
      ],
      { data: WHITE },
    ),
  'with strips beyond its end': () => tiff([page({ offset: 0xff_ff_ff_f0 })], { data: WHITE }),
  'with a strip of 4 GB': () => tiff([page({ count: 0xff_ff_ff_ff })], { data: WHITE }),
  'of 190 megapixels in one packed strip of nothing': () => {
    const data = deflateSync(Buffer.alloc(190_000_000 / 8, 255));
    return tiff([page({ width: 10_000, height: 19_000, bits: 1, compression: DEFLATE, count: data.length })], { data });
  },
  'of 190 megapixels of 64 bits, in one strip': () => {
    const data = deflateSync(Buffer.alloc(4_000_000));
    return tiff(
      [page({ width: 10_000, height: 19_000, bits: 16, samples: 4, compression: DEFLATE, count: data.length })],
      { data },
    );
  },
  'of fax garbage': () => {
    const data = garbage(400_000);
    return tiff([page({ width: 10_000, height: 15_000, bits: 1, compression: FAX4, count: data.length })], { data });
  },
  'of LZW garbage': () => {
    const data = garbage(400_000);
    return tiff([page({ width: 10_000, height: 15_000, compression: LZW, count: data.length })], { data });
  },
  'of runs without end': () => {
    const data = Buffer.alloc(3_000_000, 0x81);
    return tiff([page({ width: 13_000, height: 15_000, compression: PACKBITS, count: data.length })], { data });
  },
  'with tiles of 60,000 by 60,000': () =>
    tiff([page({ more: [[322, [60_000]], [323, [60_000]], [324, [8]], [325, [64]]] })], { data: WHITE }), // prettier-ignore
  'of 65,000 samples a pixel': () => tiff([page({ samples: 65_000, bits: 8 })], { data: WHITE }),
  'of no width': () => tiff([page({ width: 0 })], { data: WHITE }),
  'that is one directory of 65,000 unknown tags': () =>
    tiff([[...page(), ...Array.from({ length: 64_000 }, (_, i): Entry => [1_000 + i, [1, 2, 3]])]], { data: WHITE }),
};
