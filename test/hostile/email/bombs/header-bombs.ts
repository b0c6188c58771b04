import { FROM, plain, typed, type Bomb } from './bomb.ts';

const many = (line: (place: number) => string, count: number) =>
  Array.from({ length: count }, (_, place) => line(place)).join('');
const MANY = 100_000;

export const HEADER_BOMBS: readonly Bomb[] = [
  {
    naam: '100,000 headers',
    build: () =>
      plain(
        'vraag',
        many((n) => `X-${n}: x\n`, MANY),
      ),
    ends: 'mail-header-too-large',
  },
  {
    naam: 'one header of 10 MB',
    build: () => plain('vraag', `X-A: ${'a'.repeat(10_000_000)}\n`),
    ends: 'mail-header-too-large',
  },
  {
    naam: 'one header folded over a million lines',
    build: () => plain('vraag', `X-A: a\n${' b\n'.repeat(1_000_000)}`),
    ends: 'mail-header-too-large',
  },
  {
    naam: '100,000 Received',
    build: () =>
      plain(
        'vraag',
        many((n) => `Received: from a${n} by b; x\n`, MANY),
      ),
    ends: 'mail-header-too-large',
  },
  {
    naam: '100,000 References on one line',
    build: () => plain('vraag', `References: ${'<a@b> '.repeat(MANY)}\n`),
    ends: 'registered',
  },
  {
    naam: '100,000 recipients on one line',
    build: () => plain('vraag', `To: ${'a@b.example,'.repeat(80_000)}\n`),
    ends: 'registered',
  },
  {
    naam: '50,000 senders on one line',
    build: () => plain('vraag', `From: ${'a@b.example,'.repeat(50_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a name of a megabyte of open quotes and comments',
    build: () => plain('vraag', `To: ${'("'.repeat(450_000)} a@b.example\n`),
    ends: 'registered',
  },
  {
    naam: 'groups in groups in groups',
    build: () => plain('vraag', `Cc: ${'g:'.repeat(450_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a thousand groups with a thousand members',
    build: () => plain('vraag', `Cc: ${`g: ${'a@b.c,'.repeat(150)};`.repeat(1_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of angle brackets',
    build: () => plain('vraag', `To: ${'<'.repeat(500_000)}${'>'.repeat(450_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of at signs',
    build: () => plain('vraag', `Reply-To: ${'@'.repeat(950_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of words without an address',
    build: () => plain('vraag', `To: ${'aa bb '.repeat(150_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a subject of 40,000 encoded words',
    build: () => plain('vraag', `Subject: ${'=?utf-8?q?a?= '.repeat(60_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'encoded words inside encoded words',
    build: () => plain('vraag', `Subject: ${'=?utf-8?q?'.repeat(90_000)}a${'?='.repeat(9_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'encoded words that never end',
    build: () => plain('vraag', `Subject: ${'=?a?b?'.repeat(150_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'encoded words in a character set with a name of half a megabyte',
    build: () => plain('vraag', `Subject: =?${'x'.repeat(500_000)}?q?a?=\n`),
    ends: 'registered',
  },
  {
    naam: 'encoded words of as many character sets',
    build: () => plain('vraag', `Subject: ${many((n) => `=?cs${n}?b?4pi6?= `, 40_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'encoded words of Japanese in pieces',
    build: () => plain('vraag', `Subject: ${'=?iso-2022-jp?b?GyRC?= '.repeat(40_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a file name in 10,000 continuations',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `--g\nContent-Type: application/pdf\nContent-Disposition: attachment; ${many((n) => `filename*${n}*=utf-8''%41;`, 10_000)}\n\nx\n--g--\n`,
      ),
    ends: 'registered',
  },
  {
    naam: 'a file name whose continuation has the number 999999999',
    build: () =>
      typed(
        'multipart/mixed; boundary=g',
        `--g\nContent-Type: application/pdf\nContent-Disposition: attachment; filename*999999999=a; filename*0=b\n\nx\n--g--\n`,
      ),
    ends: 'registered',
  },
  {
    naam: 'parameters named as the insides of JavaScript',
    build: () =>
      typed(
        'text/plain; __proto__=x; constructor=y; toString=z; hasOwnProperty*0=1',
        'vraag',
        '__proto__: a\nconstructor: b\nContent-Disposition: attachment; __proto__*0=a; filename*__proto__=x\n',
      ),
    ends: 'registered',
  },
  {
    naam: 'a hundred thousand parameters',
    build: () => typed(`text/plain; ${many((n) => `p${n}=x;`, 80_000)}`, 'vraag'),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of semicolons and quotes in Content-Type',
    build: () => typed(`text/plain${';"'.repeat(450_000)}`, 'vraag'),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of spaces in Content-Type',
    build: () => typed(`text/plain; charset${' '.repeat(900_000)}`, 'vraag'),
    ends: 'registered',
  },
  {
    naam: 'a megabyte of spaces in Message-ID and In-Reply-To',
    build: () => plain('vraag', `In-Reply-To: ${' '.repeat(400_000)}x\nMessage-ID: <${' <'.repeat(200_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a date of half a megabyte',
    build: () => plain('vraag', `Date: ${'1'.repeat(250_000)} ${' ('.repeat(100_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'List headers by the thousands',
    build: () =>
      plain(
        'vraag',
        many((n) => `List-X${n}: <mailto:a@b>, <http://c> (d)\n`, 4_000),
      ),
    ends: 'registered',
  },
  {
    naam: 'a List header of a megabyte',
    build: () => plain('vraag', `List-Unsubscribe: ${'<mailto:a@b>,'.repeat(70_000)}\n`),
    ends: 'registered',
  },
  {
    naam: 'a DKIM signature of a megabyte',
    build: () => plain('vraag', `DKIM-Signature: ${'a=b;'.repeat(200_000)}\n`),
    ends: 'registered',
  },
  { naam: 'only headers', build: () => Buffer.from(FROM), ends: 'registered' },
  {
    naam: 'a header with 8-bit bytes by the megabyte',
    build: () => Buffer.concat([Buffer.from(`${FROM}X-A: `), Buffer.alloc(900_000, 0xe9), Buffer.from('\n\nvraag')]),
    ends: 'registered',
  },
];
