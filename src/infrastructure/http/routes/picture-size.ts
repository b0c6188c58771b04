/** Width and height in pixels. */
export interface PictureSize {
  readonly width: number;
  readonly height: number;
}

/** What the header of a PNG or JPEG says, without reading a pixel; undefined when it says nothing within these bytes. */
export function pictureSize(type: string, head: Uint8Array): PictureSize | undefined {
  const bytes = Buffer.from(head.buffer, head.byteOffset, head.byteLength);
  return type === 'image/png' ? pngSize(bytes) : jpegSize(bytes);
}

/** The first chunk is IHDR (PNG specification, section 5.6). */
function pngSize(bytes: Buffer): PictureSize | undefined {
  if (bytes.byteLength < 24 || bytes.toString('latin1', 12, 16) !== 'IHDR') return undefined;
  return { width: bytes.readUInt32BE(16), height: bytes.readUInt32BE(20) };
}

const FILL = 0xff;
/** Frame headers (ITU-T T.81, table B.1): all of C0-CF but tables and arithmetic conditioning. */
const isFrame = (marker: number) => marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker);
const standsAlone = (marker: number) => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);
const START_OF_SCAN = 0xda;

/** Segments follow one another until the frame header; a thumbnail within one of them is stepped over. */
function jpegSize(bytes: Buffer): PictureSize | undefined {
  let at = 2;
  while (at + 9 <= bytes.byteLength) {
    if (bytes[at] !== FILL) return undefined;
    const marker = bytes[at + 1] ?? 0;
    if (marker === FILL) at += 1;
    else if (standsAlone(marker)) at += 2;
    else if (isFrame(marker)) return { width: bytes.readUInt16BE(at + 7), height: bytes.readUInt16BE(at + 5) };
    else if (marker === START_OF_SCAN) return undefined;
    else at += 2 + Math.max(2, bytes.readUInt16BE(at + 2));
  }
  return undefined;
}
