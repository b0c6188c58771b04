import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { stringify } from 'yaml';
import { expect, test } from 'vitest';
import { ConfigProblems, describeProblem } from '#main/config/config-problem.ts';
import { loadConfig } from '#main/config/load-config.ts';
import { hashPassword } from '#infrastructure/accounts/password.ts';
import { intake } from '#test/support/cli/intake.ts';
import { mutated } from '#test/support/hostile/mutated-json.ts';

const folder = mkdtempSync(join(tmpdir(), 'intake-kwaad-'));
let files = 0;
function fileWith(text: string | Uint8Array): string {
  const path = join(folder, `${(files += 1)}.yaml`);
  writeFileSync(path, text);
  return path;
}
const SOUND = 'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen: [{ code: KCC, naam: KCC }]\n';

/** What an operator reads, one line per problem; nothing when the program would start. Anything else thrown fails. */
function linesOf(path: string): string[] {
  try {
    loadConfig({ INTAKE_CONFIG: path, HOME: '/home/iemand' });
    return [];
  } catch (thrown) {
    if (!(thrown instanceof ConfigProblems)) throw thrown;
    return thrown.problems.map(describeProblem);
  }
}

function bomb(levels: number): string {
  const one = (at: number) => `l${at}: &l${at} [${Array.from({ length: 10 }, () => `*l${at - 1}`).join(', ')}]\n`;
  return `l0: &l0 [ha, ha, ha, ha, ha, ha, ha, ha, ha, ha]\n${Array.from({ length: levels }, (_, at) => one(at + 1)).join('')}`;
}
const secret = (path: string) => SOUND.replace('Voorbeeldstad', `"\${file:${path}}"`);
const fifo = join(folder, 'pijp');
execFileSync('mkfifo', [fifo]);
const map = join(folder, 'map');
mkdirSync(map);

/** Each of these is refused, and said in lines that a person can use. */
const REFUSED: Readonly<Record<string, () => string>> = {
  'aliases of aliases (a billion laughs)': () => fileWith(SOUND + bomb(9)),
  'an alias within its own anchor': () => fileWith(`${SOUND}x: &a [*a, *a, *a]\n`),
  'a group that holds itself': () => fileWith(`&alles\ngemeente: x\nkanalen: *alles\n`),
  'merged keys': () => fileWith(`${SOUND}x: &x { a: 1 }\n<<: *x\n`),
  'a hundred thousand brackets': () => fileWith('['.repeat(100_000)),
  'brackets within brackets': () => fileWith(`${SOUND}x: ${'['.repeat(250_000)}${']'.repeat(250_000)}`),
  'groups within groups, by their indent': () =>
    fileWith(Array.from({ length: 1_500 }, (_, at) => `${' '.repeat(at)}a:\n`).join('')),
  'twenty thousand keys': () => fileWith(Array.from({ length: 20_000 }, (_, at) => `k${at}: 1\n`).join('')),
  'twenty thousand keys, all the same': () => fileWith('k: 1\n'.repeat(20_000)),
  'the same key twice': () => fileWith(`${SOUND}gemeente: Anderstad\n`),
  'a key __proto__': () => fileWith(`${SOUND}__proto__: { gemeente: x }\nconstructor: { prototype: { a: 1 } }\n`),
  'a __proto__ that would give what is missing': () =>
    fileWith('__proto__: { gemeente: x, afdelingen: [{ code: KCC, naam: KCC }] }\nkanalen: {}\n'),
  tabs: () => fileWith('gemeente: x\n\tkanalen: {}\n'),
  'a tag that calls a function': () => fileWith(SOUND.replace('Voorbeeldstad', '!!js/function "() => 1"')),
  'another version of YAML': () => fileWith(`%YAML 1.1\n---\n${SOUND}bewaren: !!set { a }\n`),
  'two documents': () => fileWith(`${SOUND}---\n${SOUND}`),
  'keys that are lists': () => fileWith(`${SOUND}? [a, b]\n: 1\n`),
  'keys with newlines and escapes': () => fileWith(`${SOUND}"a\\nb\\e[31m\\u202e": 1\n`),
  'UTF-16': () => fileWith(Buffer.from(SOUND, 'utf16le')),
  'bytes of any kind': () => fileWith(Uint8Array.from({ length: 4_096 }, (_, at) => (at * 7) % 256)),
  nothing: () => fileWith(''),
  'fifty megabytes': () => fileWith(Buffer.alloc(50_000_000, 0x20)),
  'an endless device': () => '/dev/zero',
  'a folder': () => map,
  'a pipe in which nobody writes': () => fifo,
  'a secret in an endless device': () => fileWith(secret('/dev/zero')),
  'a secret in a folder': () => fileWith(secret(map)),
  'a secret in a pipe': () => fileWith(secret(fifo)),
  'a secret in a huge file': () => fileWith(secret(fileWith(Buffer.alloc(30_000_000, 0x61)))),
  'a secret with NUL in its name': () => fileWith(SOUND.replace('Voorbeeldstad', '"${file:a\\0b}"')),
  'a regular expression where words are meant': () =>
    fileWith(`${SOUND}triage: { regels: [{ naam: r, naar: KCC, als: { woorden: [!!js/regexp /(a+)+$/] } }] }\n`),
};

test.each(Object.entries(REFUSED))('a configuration of %s is refused at once, in clear lines', (_, make) => {
  const path = make();
  const start = performance.now();
  const lines = linesOf(path);
  expect(performance.now() - start).toBeLessThan(10_000);
  expect(lines.length).toBeGreaterThan(0);
  for (const line of lines) {
    // eslint-disable-next-line no-control-regex
    expect(line).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u202e]/);
    expect(line).toMatch(/^\S.*: .+ \(voorbeeld: .+\)$/);
    expect(line.length).toBeLessThan(2_000);
  }
});

test.each([
  ['a byte order mark', `\ufeff${SOUND}`],
  ['Windows line ends', SOUND.replaceAll('\n', '\r\n')],
  ['an anchor that is used once', `${SOUND}termijnen: &t { standaardWerkdagen: 2 }\n`],
  [
    'a rule with words that look like a regular expression',
    `${SOUND}triage: { regels: [{ naam: r, naar: KCC, als: { woorden: ["(a+)+$"] } }] }\n`,
  ],
])('a configuration with %s is as good as any', (_, text) => {
  expect(linesOf(fileWith(text))).toEqual([]);
});

test('a sound configuration, changed in any way, is taken or refused with its problems, and nothing else', async () => {
  const wachtwoord = await hashPassword('geheim-genoeg', { N: 1024, r: 8, p: 1 });
  const mailbox = { naam: 'info', imap: { host: 'mail.example', port: 993, tls: true, user: 'u', password: 'p' } };
  const sound = {
    gemeente: 'Voorbeeldstad',
    kanalen: {
      email: { mailboxes: [{ ...mailbox, smtp: { host: 'mail.example', port: 465, tls: true } }] },
      whatsapp: { verifyToken: 'a', appSecret: 'b', accessToken: 'c', phoneNumberIds: ['1'] },
      brief: { map: './scans' },
      balie: {},
    },
    kanaalwaarden: { brief: 'post' },
    afdelingen: [
      { code: 'KCC', naam: 'KCC', email: 'kcc@stad.example' },
      { code: 'BURG', naam: 'Burgerzaken' },
    ],
    triage: { regels: [{ naam: 'paspoort', naar: 'BURG', als: { woorden: ['paspoort'] } }] },
    toegang: {
      tokens: [{ naam: 't', sha256: 'a'.repeat(64), rechten: ['lezen'] }],
      accounts: [{ gebruikersnaam: 'anna', naam: 'Anna', wachtwoord, rollen: ['kcc'], afdelingen: ['KCC'] }],
    },
    virusscanner: { clamd: { host: '127.0.0.1', port: 3310 } },
    bewaren: { auditDagen: 1825 },
  };
  expect(linesOf(fileWith(stringify(sound)))).toEqual([]);
  const path = join(folder, 'veranderd.yaml');
  fc.assert(
    fc.property(mutated(sound), (changed) => {
      writeFileSync(path, stringify(changed, { aliasDuplicateObjects: false }));
      for (const line of linesOf(path)) expect(line).toMatch(/^\S.*: .+ \(voorbeeld: .+\)$/);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
  );
});

test('any text at all is taken or refused with its problems', () => {
  const path = join(folder, 'tekst.yaml');
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 200 }), fc.nat({ max: SOUND.length }), (text, at) => {
      writeFileSync(path, SOUND.slice(0, at) + text + SOUND.slice(at));
      linesOf(path);
    }),
    { numRuns: Number(process.env['FUZZ_RUNS'] ?? 150) },
  );
});

test('the program itself ends with 78 and says it', async () => {
  const { code, err } = await intake(['check'], { INTAKE_CONFIG: fileWith(SOUND + bomb(9)) });
  expect(code).toBe(78);
  expect(err).toContain('aliassen');
});
