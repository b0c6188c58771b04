import type { DocumentMediaType } from './document-reading.ts';

const JPEG = [0xff, 0xd8, 0xff];
const PNG = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];
const TIFF = [
  [0x49, 0x49, 0x2a, 0x00],
  [0x4d, 0x4d, 0x00, 0x2a],
  [0x49, 0x49, 0x2b, 0x00],
  [0x4d, 0x4d, 0x00, 0x2b],
];
/** Readers accept a PDF header anywhere in the first 1024 bytes (ISO 32000-1, Annex H, note 13). */
const PDF_HEADER_WINDOW = 1024;

/** The type by its first bytes; null for anything this program does not read. */
export function sniffMediaType(bytes: Uint8Array): DocumentMediaType | null {
  const startsWith = (magic: number[]) => magic.every((byte, i) => bytes[i] === byte);
  if (startsWith(JPEG)) return 'image/jpeg';
  if (startsWith(PNG)) return 'image/png';
  if (TIFF.some(startsWith)) return 'image/tiff';
  const head = Buffer.from(bytes.buffer, bytes.byteOffset, Math.min(bytes.length, PDF_HEADER_WINDOW));
  return head.includes('%PDF-') ? 'application/pdf' : null;
}
