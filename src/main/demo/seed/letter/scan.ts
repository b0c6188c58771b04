import { PDFiumLibrary } from '@hyzyla/pdfium';
import sharp from 'sharp';

const POINTS_PER_INCH = 72;

/** The pages of a PDF as grey pictures at this many dots per inch, the paper white. */
export async function printPages(pdf: Uint8Array, dpi: number): Promise<Buffer[]> {
  const library = await PDFiumLibrary.init();
  try {
    const document = await library.loadDocument(pdf);
    const pages: Buffer[] = [];
    for (const page of document.pages()) {
      const { data, width, height } = await page.render({
        scale: dpi / POINTS_PER_INCH,
        render: 'bitmap',
        colorSpace: 'Gray',
      });
      pages.push(
        await sharp(data, { raw: { width, height, channels: 1 } })
          .png()
          .toBuffer(),
      );
    }
    document.destroy();
    return pages;
  } finally {
    library.destroy();
  }
}

/** A fax or a scanning street: two colours, group 4, all pages in one TIFF, each a little askew. */
export async function scannedTiff(pdf: Uint8Array): Promise<Buffer> {
  const pages = await printPages(pdf, 300);
  const askew = await Promise.all(
    pages.map((page, index) =>
      sharp(page)
        .rotate(index % 2 === 0 ? 0.7 : -0.5, { background: '#ffffff' })
        .resize(2480, 3508, { fit: 'contain', background: '#ffffff' })
        .threshold(165)
        .png()
        .toBuffer(),
    ),
  );
  return sharp(askew, { join: { animated: true } })
    .toColourspace('b-w')
    .tiff({ compression: 'ccittfax4', bitdepth: 1, xres: 11.811, yres: 11.811 })
    .toBuffer();
}

/** A letter on the kitchen table, taken with a phone: askew, unevenly lit, on a brown background. */
export async function photographed(pdf: Uint8Array): Promise<Buffer> {
  const [page] = await printPages(pdf, 200);
  const paper = sharp(page).toColourspace('srgb').linear(0.82, 28).rotate(1.6, { background: '#7a5f48' });
  const { data, info } = await paper.png().toBuffer({ resolveWithObject: true });
  const { width, height } = info;
  const light = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">
    <linearGradient id="g" x2="1" y2="1"><stop offset="0" stop-color="#000" stop-opacity="0"/>
    <stop offset="1" stop-color="#000" stop-opacity=".32"/></linearGradient>
    <rect width="100%" height="100%" fill="url(#g)"/></svg>`);
  return sharp(data)
    .composite([{ input: light }])
    .extend({ top: 60, bottom: 60, left: 60, right: 60, background: '#7a5f48' })
    .blur(0.6)
    .jpeg({ quality: 84 })
    .toBuffer();
}
