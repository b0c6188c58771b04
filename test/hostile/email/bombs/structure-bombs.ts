import { FROM, largeSoundMail, megabytes, typed, type Bomb } from './bomb.ts';

const DEEP = 10_000;

/** Multiparts in multiparts: `boundary` names the one of each level, `open` is what stands on the line before a part. */
function nested(boundary: (level: number) => string | undefined, type = 'multipart/mixed', end = '\nvraag\n'): Buffer {
  const levels = Array.from({ length: DEEP }, (_, level) => {
    const mark = boundary(level);
    return mark === undefined
      ? `Content-Type: ${type}\n\n--\n`
      : `Content-Type: ${type};\n boundary="${mark}"\n\n--${mark}\n`;
  });
  return Buffer.from(FROM + levels.join('') + end);
}

const forwarded = (depth: number) =>
  Buffer.from(`${`${FROM}Content-Type: message/rfc822\n\n`.repeat(depth)}${FROM}\nvraag\n`);

const forwardedInParts = (depth: number) =>
  Buffer.from(
    Array.from(
      { length: depth },
      (_, level) =>
        `${FROM}Content-Type: multipart/mixed; boundary=b${level}\n\n--b${level}\nContent-Type: message/rfc822\n\n`,
    ).join('') + `${FROM}\nvraag\n`,
  );

const parts = (part: string, count: number) => typed('multipart/mixed; boundary=g', `${part.repeat(count)}--g--\n`);
const FILE = '--g\nContent-Type: application/pdf; name=a.pdf\nContent-Transfer-Encoding: base64\n\nJVBERg==\n';

export const STRUCTURE_BOMBS: readonly Bomb[] = [
  { naam: 'multiparts nested 10,000 deep', build: () => nested((level) => `g${level}`), ends: 'mail-too-deep' },
  {
    naam: 'multiparts nested 10,000 deep that all have one boundary',
    build: () => nested(() => 'g'),
    ends: 'mail-too-deep',
  },
  {
    naam: 'multiparts nested 10,000 deep of which each boundary begins with the one before',
    build: () => nested((level) => `g${'x'.repeat(level % 60)}${level}`),
    ends: 'mail-too-deep',
  },
  {
    naam: 'multiparts nested 10,000 deep without a boundary',
    build: () => nested(() => undefined),
    ends: 'registered',
  },
  {
    naam: 'multiparts nested 10,000 deep with the boundary in single quotes, comments and continuations',
    build: () =>
      Buffer.from(
        FROM +
          Array.from(
            { length: DEEP },
            (_, level) => `Content-Type: multipart/(x)mixed; (c) boundary*0=g; boundary*1=${level}\n\n--g${level}\n`,
          ).join('') +
          '\nvraag\n',
      ),
    ends: 'mail-too-deep',
  },
  {
    naam: 'multiparts nested 10,000 deep with CR alone at the end of the boundary lines',
    build: () =>
      Buffer.from(
        nested((level) => `g${level}`)
          .toString()
          .replaceAll('\n', '\r\n')
          .replaceAll('"\r\n\r\n--', '"\r\n\r\n\r--'),
      ),
    ends: 'mail-too-deep',
  },
  { naam: 'forwarded mails nested 10,000 deep', build: () => forwarded(DEEP), ends: 'registered' },
  {
    naam: 'forwarded mails in multiparts nested 10,000 deep',
    build: () => forwardedInParts(DEEP),
    ends: 'registered',
  },
  { naam: '100,000 empty parts', build: () => parts('--g\n\n', 100_000), ends: 'mail-too-many-attachments' },
  {
    naam: '100,000 parts without even an empty line',
    build: () => parts('--g\n', 100_000),
    ends: 'mail-too-many-attachments',
  },
  { naam: '201 attachments', build: () => parts(FILE, 201), ends: 'mail-too-many-attachments' },
  { naam: '20,000 attachments', build: () => parts(FILE, 20_000), ends: 'mail-too-many-attachments' },
  {
    naam: 'a boundary of a megabyte',
    build: () => {
      const boundary = 'g'.repeat(1_000_000);
      return typed(`multipart/mixed; boundary="${boundary}"`, `--${boundary}\n\nvraag\n--${boundary}--\n`);
    },
    ends: 'registered',
  },
  {
    naam: '300,000 lines that begin like the boundary',
    build: () => typed('multipart/mixed; boundary="gggggggggg"', `--gggggggggg\n\n${'--ggggggggg\n'.repeat(300_000)}`),
    ends: 'registered',
  },
  {
    naam: '45 open boundaries and 300,000 lines to compare with them',
    build: () => {
      const open = Array.from(
        { length: 45 },
        (_, level) => `Content-Type: multipart/mixed; boundary=g${level}\n\n--g${level}\n`,
      );
      return Buffer.from(`${FROM}${open.join('')}\n${'--gX\n'.repeat(300_000)}`);
    },
    ends: 'registered',
  },
  {
    naam: 'a sound mail of 50 MB',
    build: () => largeSoundMail(50),
    ends: 'registered',
    mostMs: 30_000,
  },
  {
    naam: 'an attachment of millions of lines',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `--g\nContent-Type: text/plain\nContent-Disposition: attachment\n\n${megabytes('x\n', 4)}\n--g--\n`,
      ),
    ends: 'registered',
  },
  {
    naam: '60 times the word boundary and a million delimiters',
    build: () => typed('multipart/mixed; boundary=g', `${'boundary\n'.repeat(60)}${'--g\n'.repeat(1_000_000)}`),
    ends: 'mail-too-many-attachments',
  },
  {
    naam: '50 open boundaries and two million lines that might be one of them',
    build: () => {
      const open = Array.from(
        { length: 49 },
        (_, level) => `Content-Type: multipart/mixed; boundary=g${level}\n\n--g${level}\n`,
      );
      return Buffer.from(`${FROM}${open.join('')}boundary boundary boundary\n\n${'--gX\n'.repeat(2_000_000)}`);
    },
    ends: 'registered',
  },
  {
    naam: 'addresses by the ten thousands in the header of every part',
    build: () => parts(`--g\nTo: ${'g: a@b.c,d;'.repeat(5_000)}\n\n`, 60),
    ends: 'mail-header-too-large',
  },
];
