import { PDFDocument, StandardFonts, type PDFFont } from '@cantoo/pdf-lib';

const A4 = [595, 842] as const;
const MARGIN = 64;
const SIZE = 11.5;
const LINE = 17;
const LINES_A_PAGE = Math.floor((A4[1] - 2 * MARGIN) / LINE);

/**
 * A typed letter of A4 pages, one per text. The standard fonts of every PDF reader are used, so no font of the system
 * is needed; the same text and moment give the same bytes.
 */
export async function textPdf(pages: readonly string[], moment: Date): Promise<Uint8Array> {
  const document = await PDFDocument.create();
  document.setCreationDate(moment);
  document.setModificationDate(moment);
  document.setProducer('demo');
  document.setCreator('demo');
  const font = await document.embedFont(StandardFonts.Helvetica);
  for (const page of pages.flatMap((text) => toPages(text, font))) {
    const sheet = document.addPage([...A4]);
    page.forEach((line, index) =>
      sheet.drawText(line, { x: MARGIN, y: A4[1] - MARGIN - index * LINE, size: SIZE, font }),
    );
  }
  return document.save({ useObjectStreams: false });
}

function toPages(text: string, font: PDFFont): string[][] {
  const lines = text.split('\n').flatMap((line) => wrap(line, font));
  return Array.from({ length: Math.ceil(lines.length / LINES_A_PAGE) }, (_, page) =>
    lines.slice(page * LINES_A_PAGE, (page + 1) * LINES_A_PAGE),
  );
}

function wrap(text: string, font: PDFFont): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    const longer = last === '' ? word : `${last} ${word}`;
    if (font.widthOfTextAtSize(longer, SIZE) > A4[0] - 2 * MARGIN) lines.push(word);
    else lines[lines.length - 1] = longer;
  }
  return lines;
}
