import sharp from 'sharp';

const noise = (width: number, height: number, channels: 1 | 3 = 3) => {
  let seed = 1;
  const data = Buffer.alloc(width * height * channels);
  for (let at = 0; at < data.length; at += 1) data[at] = (seed = (seed * 1_103_515_245 + 12_345) >>> 0) >>> 24;
  return sharp(data, { raw: { width, height, channels } });
};
const white = (width: number, height: number) =>
  sharp({ create: { width, height, channels: 3, background: '#fff' }, limitInputPixels: false });

/** The same pictures, their last progressive scan this many times. */
async function manyScans(width: number, height: number, times: number): Promise<Buffer> {
  const jpeg = await white(width, height).jpeg({ progressive: true }).toBuffer();
  const last = jpeg.lastIndexOf(Buffer.from([0xff, 0xda]));
  const scan = jpeg.subarray(last, jpeg.length - 2);
  return Buffer.concat([jpeg.subarray(0, last), ...Array.from({ length: times }, () => scan), jpeg.subarray(-2)]);
}

/** What the frame header says of its size (big-endian, height first), or of the bits of a sample. */
async function claim(change: (frame: Buffer) => void, progressive = false): Promise<Buffer> {
  const jpeg = await white(64, 64).jpeg({ progressive }).toBuffer();
  change(jpeg.subarray(jpeg.indexOf(Buffer.from([0xff, progressive ? 0xc2 : 0xc0]))));
  return jpeg;
}
const sized = (width: number, height: number) => (frame: Buffer) => {
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
};

export const hostileJpegs: Readonly<Record<string, () => Promise<Buffer>>> = {
  'that claims 60,000 by 60,000': () => claim(sized(60_000, 60_000)),
  'that claims 8,000 by 8,000 and is 64 by 64': () => claim(sized(8_000, 8_000)),
  'that claims 14,000 by 14,000, progressive': () => claim(sized(14_000, 14_000), true),
  'of 10,000 scans': () => manyScans(1_000, 1_000, 10_000),
  'of 12 bits': () => claim((frame) => frame.set([12], 4)),
  'in four inks': () => noise(160, 200).toColourspace('cmyk').jpeg().toBuffer(),
  'turned by a number that is no turn': async () =>
    (await noise(300, 300).withMetadata({ orientation: 6 }).jpeg().toBuffer()).fill(0xff, 30, 36),
  'with a thumbnail in the place of its size': async () => {
    const inner = await white(16, 16).jpeg().toBuffer();
    const outer = await white(300, 300).jpeg().toBuffer();
    const head = Buffer.from([0xff, 0xe1, 0, 0]);
    head.writeUInt16BE(inner.length + 2, 2);
    return Buffer.concat([outer.subarray(0, 2), head, inner, outer.subarray(2)]);
  },
  'cut off in the middle': async () => (await noise(600, 800).jpeg().toBuffer()).subarray(0, 9_000),
  'that is its first three bytes': () => Promise.resolve(Buffer.from([0xff, 0xd8, 0xff])),
  'of restart markers only': () =>
    Promise.resolve(
      Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), Buffer.alloc(4_000_000, Buffer.from([0xff, 0xd0]))]),
    ),
};
