import { PDFDocument, StandardFonts, rgb } from '@cantoo/pdf-lib';
import sharp from 'sharp';
import { printPages } from '#main/demo/seed/letter/scan.ts';
import { textPdf } from '#main/demo/seed/media/text-pdf.ts';

const MOMENT = new Date('2026-01-08T10:00:00Z');

/** A PDF with a text layer, one page per text; no font of the system is used. */
export const typedPdf = (...pages: string[]) => textPdf(pages, MOMENT);

/** Pages of text as grey pictures at this many dots per inch (PNG). */
export const printed = async (dpi: number, ...pages: string[]) => printPages(await typedPdf(...pages), dpi);

/** A PDF whose pages are pictures, as a scanner makes it, with a stamp as its text layer. */
export async function scannedPdf(pictures: readonly Buffer[], stamp = ''): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const picture of pictures) {
    const page = document.addPage([595, 842]);
    page.drawImage(await document.embedPng(picture), { x: 0, y: 0, width: 595, height: 842 });
    if (stamp !== '') page.drawText(stamp, { x: 40, y: 12, size: 6, font, color: rgb(1, 1, 1) });
  }
  return document.save();
}

export async function encryptedPdf(text: string): Promise<Uint8Array> {
  const document = await PDFDocument.load(await typedPdf(text));
  document.encrypt({ userPassword: 'geheim', ownerPassword: 'geheimer' });
  return document.save();
}

export async function emptyPdf(pages: number, size: [number, number] = [595, 842]): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  for (let page = 0; page < pages; page += 1) document.addPage(size);
  return document.save();
}

/** All pages in one TIFF. */
export async function tiff(pictures: readonly Buffer[], compression: 'ccittfax4' | 'lzw'): Promise<Buffer> {
  const flat = await Promise.all(
    pictures.map((one) => sharp(one).resize(2480, 3508, { fit: 'fill' }).png().toBuffer()),
  );
  return sharp(flat, { join: { animated: true } })
    .toColourspace('b-w')
    .tiff({ compression, ...(compression === 'ccittfax4' ? { bitdepth: 1 as const } : {}), xres: 11.811, yres: 11.811 })
    .toBuffer();
}
