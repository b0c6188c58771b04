import sharp from 'sharp';

let seed = 20_261_124;
const random = () => (seed = (seed * 1_103_515_245 + 12_345) >>> 0) >>> 24;
const noise = (width: number, height: number) =>
  sharp(Buffer.from(Array.from({ length: width * height }, random)), { raw: { width, height, channels: 1 } });
const dot = () => sharp({ create: { width: 40, height: 40, channels: 3, background: '#a33' } });

/** What is no PDF, TIFF, JPEG or PNG by its bytes. */
export const otherFiles: Readonly<Record<string, () => Uint8Array | Promise<Uint8Array>>> = {
  'an empty file': () => Buffer.alloc(0),
  'a file of one byte': () => Buffer.from('%'),
  'a megabyte of zeros': () => Buffer.alloc(1024 * 1024),
  'a GIF': () => dot().gif().toBuffer(),
  'a WebP': () => dot().webp().toBuffer(),
  'an AVIF': () => dot().avif({ effort: 0 }).toBuffer(),
  'an SVG with a script': () => Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'),
  'a HEIC by its name': () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'),
  'a page of the web': () => Buffer.from('<!doctype html><script>alert(1)</script>'),
  'a zip': () => Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'),
  'a program': () => Buffer.concat([Buffer.from('\x7fELF\x02\x01\x01', 'latin1'), Buffer.alloc(5_000)]),
  PostScript: () => Buffer.from('%!PS-Adobe-3.0\n{ } loop'),
};

/** The worst for recognition: everything on them could be a letter. */
export const noisePages: Readonly<Record<string, () => Promise<Uint8Array>>> = {
  'of 100 megapixels of coarse noise': async () => {
    const { data, info } = await noise(2_500, 2_500).raw().toBuffer({ resolveWithObject: true });
    return sharp(data, { raw: { width: info.width, height: info.height, channels: 1 } })
      .resize(10_000, 10_000, { kernel: 'nearest' })
      .threshold(128)
      .png({ compressionLevel: 1 })
      .toBuffer();
  },
};
