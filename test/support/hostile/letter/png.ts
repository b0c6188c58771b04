import { deflateSync } from 'node:zlib';
import { deflateBomb, pngChunk } from './deflate-bomb.ts';

const SIGNATURE = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

interface PngParts {
  readonly width?: number;
  readonly height?: number;
  readonly bits?: number;
  /** 0 gray, 2 RGB, 3 palette, 6 RGBA. */
  readonly colour?: number;
  readonly interlaced?: boolean;
  /** Packed pixels; white ones unless given. */
  readonly idat?: Uint8Array;
  /** Chunks before the pixels. */
  readonly before?: readonly Buffer[];
  readonly after?: Uint8Array;
}

/** A PNG of whatever its parts say, true or not. */
export function png({ width = 8, height = 8, bits = 8, colour = 0, interlaced = false, ...parts }: PngParts): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([bits, colour, 0, 0, interlaced ? 1 : 0], 8);
  const row = Buffer.alloc(1 + 8, 255).fill(0, 0, 1);
  const idat = parts.idat ?? deflateSync(Buffer.concat(Array.from({ length: 8 }, () => row)));
  return Buffer.concat([
    SIGNATURE,
    pngChunk('IHDR', header),
    ...(parts.before ?? []),
    pngChunk('IDAT', idat),
    pngChunk('IEND', Buffer.alloc(0)),
    parts.after ?? Buffer.alloc(0),
  ]);
}

const keyword = (rest: number[]) => Buffer.from([...Buffer.from('Comment\0'), ...rest]);

export const hostilePngs: Readonly<Record<string, () => Buffer>> = {
  'that claims 60,000 by 60,000': () => png({ width: 60_000, height: 60_000, bits: 1, idat: deflateBomb(440) }),
  'of 14,000 by 14,000 in full colour, interlaced': () =>
    png({ width: 14_000, height: 14_000, bits: 16, colour: 6, interlaced: true, idat: deflateBomb(1_500) }),
  'of 14,000 by 14,000 in full colour': () =>
    png({ width: 14_000, height: 14_000, bits: 16, colour: 6, idat: deflateBomb(1_500) }),
  'of one line, 190,000,000 long': () => png({ width: 190_000_000, height: 1, bits: 1, idat: deflateBomb(32) }),
  'whose pixels unpack to 10 GB': () => png({ idat: deflateBomb(10_000) }),
  'with a packed comment of 10 GB': () =>
    png({ before: [pngChunk('zTXt', Buffer.concat([keyword([0]), deflateBomb(10_000)]))] }),
  'with a packed international comment of 10 GB': () =>
    png({ before: [pngChunk('iTXt', Buffer.concat([keyword([1, 0, 0, 0]), deflateBomb(10_000)]))] }),
  'with a colour profile of 10 GB': () =>
    png({ before: [pngChunk('iCCP', Buffer.concat([keyword([0]), deflateBomb(10_000)]))] }),
  'with 200,000 comments': () =>
    png({ before: Array.from({ length: 200_000 }, () => pngChunk('tEXt', Buffer.from('k\0v'))) }),
  'with a zip behind it': () => png({ after: Buffer.from('PK\x03\x04<script>alert(1)</script>') }),
  'with frames that never come': () =>
    png({ before: [pngChunk('acTL', Buffer.from([0x7f, 0xff, 0xff, 0xff, 0, 0, 0, 0]))] }),
};
