import { deflateSync } from 'node:zlib';

export type PdfObject = string | { readonly dictionary: string; readonly data: Uint8Array };

/** A PDF of these objects, numbered from 1 (1 is the catalogue), with a table that tells where they stand. */
export function pdf(objects: readonly PdfObject[], { trailer = '', tail = '' } = {}): Buffer {
  const parts: Buffer[] = [Buffer.from('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'latin1')];
  const places: number[] = [];
  let at = parts[0]?.length ?? 0;
  const add = (part: Buffer) => {
    parts.push(part);
    at += part.length;
  };
  objects.forEach((object, index) => {
    places.push(at);
    if (typeof object === 'string') add(Buffer.from(`${index + 1} 0 obj\n${object}\nendobj\n`, 'latin1'));
    else {
      const { dictionary, data } = object;
      add(Buffer.from(`${index + 1} 0 obj\n<< ${dictionary} /Length ${data.byteLength} >>\nstream\n`, 'latin1'));
      add(Buffer.from(data));
      add(Buffer.from('\nendstream\nendobj\n'));
    }
  });
  const table = places.map((place) => `${String(place).padStart(10, '0')} 00000 n \n`).join('');
  add(
    Buffer.from(
      `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${table}trailer\n` +
        `<< /Size ${objects.length + 1} /Root 1 0 R ${trailer} >>\nstartxref\n${at}\n%%EOF\n${tail}`,
      'latin1',
    ),
  );
  return Buffer.concat(parts);
}

export const FONT = '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>';
export const stream = (data: string | Uint8Array, dictionary = ''): PdfObject => ({
  dictionary,
  data: typeof data === 'string' ? Buffer.from(data, 'latin1') : data,
});
export const packed = (data: string | Uint8Array, dictionary = '') =>
  stream(deflateSync(data), `/Filter /FlateDecode ${dictionary}`);

interface OnePage {
  readonly content?: PdfObject;
  /** Of the page: `/XObject << /X 5 0 R >>`. The objects from 5 on are `more`. */
  readonly resources?: string;
  readonly more?: readonly PdfObject[];
  /** Further keys of the page, and of the catalogue. */
  readonly page?: string;
  readonly catalogue?: string;
  readonly mediaBox?: string;
  /** Beside `/F`. */
  readonly fonts?: string;
}

/** One page: 1 catalogue, 2 page tree, 3 page, 4 content, 5 and on what is given. */
export function onePage(parts: OnePage = {}): Buffer {
  const { content = stream(SENTENCE), resources = '', more = [], mediaBox = '[0 0 595 842]' } = parts;
  return pdf([
    `<< /Type /Catalog /Pages 2 0 R ${parts.catalogue ?? ''} >>`,
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    `<< /Type /Page /Parent 2 0 R /MediaBox ${mediaBox} /Contents 4 0 R ${parts.page ?? ''}
      /Resources << /Font << /F ${FONT} ${parts.fonts ?? ''} >> ${resources} >> >>`,
    content,
    ...more,
  ]);
}

export const LINE = 'Geachte gemeente, wilt u de lantaarn in onze straat maken, want hij is al drie weken stuk';
export const show = (text: string, y = 700) => `BT /F 9 Tf 40 ${y} Td (${text}) Tj ET\n`;
export const SENTENCE = show(LINE);
