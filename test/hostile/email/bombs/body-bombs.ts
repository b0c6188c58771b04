import { gzipSync } from 'node:zlib';
import { FROM, megabytes, plain, typed, type Bomb } from './bomb.ts';

const encoded = (encoding: string, body: string, type = 'text/plain; charset=utf-8') =>
  typed(type, body, `Content-Transfer-Encoding: ${encoding}\n`);

/** Just under the limit of email.verify. */
const MOST_LINES = 4_900_000;

export const BODY_BOMBS: readonly Bomb[] = [
  { naam: 'nothing but NUL', build: () => Buffer.alloc(1_000_000), ends: 'mail-empty' },
  { naam: 'nothing but CR', build: () => Buffer.alloc(1_000_000, '\r'), ends: 'mail-empty' },
  { naam: 'no header', build: () => Buffer.from('\n\nIk heb een vraag over mijn paspoort.\n'), ends: 'registered' },
  {
    naam: 'mixed line ends',
    build: () => Buffer.from(FROM.replaceAll('\n', '\r\n') + '\r\rregel\r\n\n\rregel\n\r\n'.repeat(100_000)),
    ends: 'registered',
  },
  { naam: '50 MB of empty lines', build: () => plain(megabytes('\n', 49)), ends: 'mail-too-many-lines' },
  {
    naam: 'as many empty lines in a part as a mail may have',
    build: () => typed('multipart/mixed; boundary=g', `--g\n\n${'\n'.repeat(MOST_LINES)}--g--\n`),
    ends: 'registered',
  },
  {
    naam: 'as many empty lines in a text with a file name',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `--g\nContent-Type: text/plain; name=a.txt\nContent-Disposition: inline\n\n${'\n'.repeat(MOST_LINES)}--g--\n`,
      ),
    ends: 'registered',
  },
  { naam: 'two million lines that end with CRLF', build: () => plain('\r\n'.repeat(2_000_000)), ends: 'registered' },
  { naam: '20 MB on one line', build: () => plain(megabytes('a', 20)), ends: 'registered' },
  { naam: 'two million short lines', build: () => plain('a\n'.repeat(2_000_000)), ends: 'registered' },
  { naam: '5 MB of spaces and tabs', build: () => plain(megabytes(' \t', 5)), ends: 'registered' },
  {
    naam: '8 MB of high bytes without a character set',
    build: () => Buffer.concat([Buffer.from(`${FROM}\n`), Buffer.alloc(8_000_000, 0xe9)]),
    ends: 'registered',
  },
  {
    naam: '5 MB of high bytes without a character set',
    build: () => Buffer.concat([Buffer.from(`${FROM}\n`), Buffer.alloc(4_900_000, 0xe9)]),
    ends: 'registered',
  },
  { naam: 'broken base64', build: () => encoded('base64', megabytes('=A=$', 10)), ends: 'registered' },
  { naam: '8 MB of base64 text', build: () => encoded('base64', megabytes('QUJD', 8)), ends: 'registered' },
  {
    naam: 'soft line breaks by the million in quoted-printable',
    build: () => encoded('quoted-printable', megabytes('=\n', 9)),
    ends: 'registered',
  },
  {
    naam: '8 MB of encoded bytes in quoted-printable',
    build: () => encoded('quoted-printable', megabytes('=C3=A9', 8)),
    ends: 'registered',
  },
  {
    naam: 'quoted-printable with spaces before every line end',
    build: () => encoded('quoted-printable', `${' '.repeat(5_000_000)}\n`.repeat(2)),
    ends: 'registered',
  },
  {
    naam: 'quoted-printable of equal signs',
    build: () => encoded('quoted-printable', megabytes('=', 10)),
    ends: 'registered',
  },
  {
    naam: 'uuencode',
    build: () => encoded('x-uuencode', `begin 644 a\n${'M'.repeat(60)}\n`.repeat(100_000)),
    ends: 'registered',
  },
  {
    naam: 'format=flowed of one endless paragraph',
    build: () => typed('text/plain; format=flowed; delsp=yes', megabytes('a \n', 9)),
    ends: 'registered',
  },
  {
    naam: 'format=flowed with quote marks by the million',
    build: () => typed('text/plain; format=flowed', `${'>'.repeat(3_000_000)} \n`.repeat(3)),
    ends: 'registered',
  },
  {
    naam: 'format=flowed of spaces',
    build: () => typed('text/plain; format=flowed; delsp=yes', megabytes(' \n', 9)),
    ends: 'registered',
  },
  {
    naam: 'UTF-7',
    build: () => typed('text/plain; charset=utf-7', megabytes('+ADw-script+AD4-', 2)),
    ends: 'registered',
  },
  {
    naam: 'UTF-16 without a byte order mark',
    build: () => Buffer.concat([typed('text/plain; charset=utf-16', ''), Buffer.alloc(3_000_001, 'a\0')]),
    ends: 'registered',
  },
  {
    naam: 'UTF-32',
    build: () => Buffer.concat([typed('text/plain; charset=utf-32', ''), Buffer.alloc(1_000_003, 'abcd')]),
    ends: 'registered',
  },
  {
    naam: 'an unknown character set',
    build: () => typed('text/plain; charset=klingon', megabytes('vraag ', 3)),
    ends: 'registered',
  },
  {
    naam: 'a character set with a name of a megabyte',
    build: () => typed(`text/plain; charset=${'x'.repeat(900_000)}`, 'vraag'),
    ends: 'registered',
  },
  {
    naam: 'ISO-2022-JP that never returns',
    build: () => encoded('8bit', `\u001b$B${megabytes('$"', 10)}`, 'text/plain; charset=iso-2022-jp'),
    ends: 'registered',
  },
  {
    naam: 'GB18030',
    build: () => Buffer.concat([typed('text/plain; charset=gb18030', ''), Buffer.alloc(9_000_000, 0x81)]),
    ends: 'registered',
  },
  {
    naam: '200 texts after each other',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `${`--g\nContent-Type: text/plain\n\n${'vraag '.repeat(3_000)}\n`.repeat(200)}--g--\n`,
      ),
    ends: 'registered',
  },
  {
    naam: 'winmail.dat, S/MIME and PGP',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        [
          'application/ms-tnef; name=winmail.dat',
          'application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m',
          'application/pgp-encrypted',
          'application/octet-stream; name=encrypted.asc',
        ]
          .map((type) => `--g\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${megabytes('eJ8+', 1)}\n`)
          .join('') + '--g--\n',
      ),
    ends: 'registered',
  },
  {
    naam: 'attachments that unpack to a thousand times their size',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        [
          'application/zip; name=bom.zip',
          'application/gzip; name=bom.gz',
          'application/vnd.openxmlformats-officedocument.wordprocessingml.document; name=bom.docx',
        ]
          .map(
            (type) =>
              `--g\nContent-Type: ${type}\nContent-Transfer-Encoding: base64\n\n${gzipSync(Buffer.alloc(20_000_000)).toString('base64')}\n`,
          )
          .join('') + '--g--\n',
      ),
    ends: 'registered',
  },
];
