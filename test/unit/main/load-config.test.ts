import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigProblems } from '#main/config/config-problem.ts';
import { readEnvironment } from '#main/config/environment.ts';
import { loadConfig, parseConfig } from '#main/config/load-config.ts';

const MINIMAL = { gemeente: 'Voorbeeldstad', kanalen: {}, afdelingen: [{ code: 'KCC', naam: 'Klantcontactcentrum' }] };

function problemsOf(work: () => unknown) {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof ConfigProblems) return thrown.problems;
    throw thrown;
  }
  return [];
}

function fileWith(text: string): string {
  const path = join(mkdtempSync(join(tmpdir(), 'intake-config-')), 'intake.yaml');
  writeFileSync(path, text);
  return path;
}

describe('a routing rule of the configuration', () => {
  const mailbox = {
    naam: 'info',
    imap: { host: '127.0.0.1', port: 993, user: 'info', password: 'geheim' },
    map: 'INBOX',
    naVerwerking: 'markeren',
  };
  const withRule = (als: object) => ({
    ...MINIMAL,
    kanalen: { email: { mailboxes: [mailbox] } },
    triage: { regels: [{ naam: 'r', naar: 'KCC', als }] },
  });

  it('that names a way in or a mailbox that is not there is refused, since it would hold for nothing', () => {
    expect(problemsOf(() => parseConfig(withRule({ kanaal: ['e-mail'] })))).toMatchObject([
      { key: 'triage.regels[0].als.kanaal[0]' },
    ]);
    expect(problemsOf(() => parseConfig(withRule({ mailbox: ['infoo'] })))).toEqual([
      {
        key: 'triage.regels[0].als.mailbox',
        wrong: 'de mailbox infoo staat niet onder kanalen.email.mailboxes',
        example: '[info]',
      },
    ]);
  });

  it('that names what is there is taken', () => {
    expect(problemsOf(() => parseConfig(withRule({ kanaal: ['email', 'brief'], mailbox: ['info'] })))).toEqual([]);
  });
});

describe('the configuration', () => {
  it('needs a municipality, its ways in and the KCC; the rest has defaults', () => {
    const config = parseConfig(MINIMAL);
    expect(config.termijnen.standaardWerkdagen).toBe(2);
    expect(config.kanaalwaarden.brief).toBe('post');
    expect(config.triage.regels).toEqual([]);
  });

  it('tells every problem at once: key, what is wrong and an example', () => {
    const yaml =
      'gemeente: ""\nkanalen: { email: { mailboxes: [{ naam: info, imap: { port: 993000 } }] } }\nafdelingen: []\nkleur: rood\n';
    const problems = problemsOf(() =>
      loadConfig({ INTAKE_CONFIG: fileWith(yaml), PORT: 'tachtig', ROLES: 'http,post' }),
    );
    const keys = problems.map(({ key }) => key);
    for (const key of [
      'PORT',
      'ROLES',
      'gemeente',
      'kanalen.email.mailboxes[0].imap.host',
      'kanalen.email.mailboxes[0].imap.port',
      'kleur',
    ]) {
      expect(keys).toContain(key);
    }
    expect(problems.every(({ wrong, example }) => wrong !== '' && example !== '')).toBe(true);
  });

  it('takes secrets from the environment and from files, and names a reference to nothing without its value', () => {
    const secret = fileWith('geheim-uit-bestand\n');
    const withToken = (sha256: string) => ({
      ...MINIMAL,
      toegang: { tokens: [{ naam: 'kiss', sha256, rechten: ['lezen'] }] },
    });
    const hash = 'a'.repeat(64);
    expect(parseConfig(withToken('${HASH}'), { HASH: hash }).toegang.tokens[0]?.sha256).toBe(hash);
    expect(problemsOf(() => parseConfig(withToken(`\${file:${secret}}`)))).toMatchObject([
      { key: 'toegang.tokens[0].sha256' },
    ]);
    const problems = problemsOf(() => parseConfig({ ...MINIMAL, gemeente: '${NIET_GEZET}' }));
    expect(problems).toMatchObject([
      { key: 'gemeente', wrong: 'de omgevingsvariabele NIET_GEZET is leeg of ontbreekt' },
    ]);
  });

  it('takes the address of a server from a file, since it holds a password, and never shows what stands there', () => {
    const variables = { MONGODB_URI_FILE: fileWith('mongodb://intake:geheim@db/intake\n'), REDIS_URL_FILE: '/weg' };
    const { environment, problems } = readEnvironment(variables);
    expect(environment.mongodbUri).toBe('mongodb://intake:geheim@db/intake');
    expect(problems).toMatchObject([{ key: 'REDIS_URL_FILE', wrong: expect.stringContaining('ENOENT') }]);
    const wrong = readEnvironment({ MONGODB_URI_FILE: fileWith('geheim'), REDIS_URL: 'unix:///run/valkey.sock' });
    expect(wrong.environment.redisUrl).toBe('unix:///run/valkey.sock');
    expect(JSON.stringify(wrong.problems)).not.toContain('geheim');
    expect(wrong.problems).toMatchObject([{ key: 'MONGODB_URI' }]);
  });

  it('refuses a rule or an account that names a unit that is not there', () => {
    const problems = problemsOf(() =>
      parseConfig({ ...MINIMAL, triage: { regels: [{ naam: 'r', naar: 'BURG', als: { woorden: ['paspoort'] } }] } }),
    );
    expect(problems).toMatchObject([
      { key: 'triage.regels[0].naar', wrong: 'de eenheid BURG staat niet onder afdelingen' },
    ]);
  });

  it('tells what refers to nothing also when something else is wrong', () => {
    const problems = problemsOf(() =>
      parseConfig({
        gemeente: '',
        kanalen: {},
        afdelingen: [
          { code: 'BURG', naam: 'Burgerzaken' },
          { code: 'BURG', naam: '' },
        ],
        triage: { regels: [{ naam: 'r', naar: 'NIX' }] },
        toegang: { accounts: [{ gebruikersnaam: 'a', afdelingen: ['WEG'] }] },
      }),
    );
    const told = problems.map(({ key, wrong }) => `${key}: ${wrong}`);
    expect(told).toEqual(
      expect.arrayContaining([
        'afdelingen[1].code: BURG komt twee keer voor',
        'afdelingen: de eenheid KCC ontbreekt',
        'triage.regels[0].naar: de eenheid NIX staat niet onder afdelingen',
        'toegang.accounts[0].afdelingen: de eenheid WEG staat niet onder afdelingen',
      ]),
    );
    expect(problems.filter(({ key }) => key === 'triage.regels[0].als')).toHaveLength(1);
  });

  it('says in Dutch what is wrong, with an example that fits the place', () => {
    const mailbox = { naam: 'in fo', imap: { host: 'mail.example', tls: false, user: 'u' }, smtp: { port: 'x' } };
    const problems = problemsOf(() =>
      parseConfig({
        ...MINIMAL,
        kanalen: { email: { mailboxes: [mailbox] }, brief: {} },
        afdelingen: [{ code: 'KCC' }],
      }),
    );
    const example = (key: string) => problems.find((problem) => problem.key === key)?.example;
    expect(example('kanalen.email.mailboxes[0].smtp.port')).toBe('465');
    expect(example('kanalen.brief.map')).toBe('./data/scans');
    expect(example('afdelingen[0].naam')).toBe('Klantcontactcentrum');
    expect(problems.map(({ wrong }) => wrong).join(' ')).not.toMatch(/\b(the|with|either|letters, digits)\b/);
  });

  it('refuses a kanaal that is unknown to the reference list or no longer active', () => {
    const codes = ['e-mail', 'whatsapp', 'balie', 'telefoon', 'webformulier'].map((code) => ({
      code,
      indicatieActief: code !== 'balie',
    }));
    const problems = problemsOf(() => parseConfig({ ...MINIMAL, referentielijsten: { kanaal: codes } }));
    expect(problems.map(({ key, wrong }) => `${key}: ${wrong}`)).toEqual([
      'kanaalwaarden.brief: het kanaal post staat niet in referentielijsten.kanaal',
      'kanaalwaarden.balie: het kanaal balie is niet meer actief',
    ]);
  });

  it('that cannot be read or is no YAML is told with its line', () => {
    expect(problemsOf(() => loadConfig({ INTAKE_CONFIG: '/bestaat/niet.yaml' }))[0]?.wrong).toContain('ENOENT');
    expect(problemsOf(() => loadConfig({ INTAKE_CONFIG: fileWith('a: [1, 2\nb: }') }))[0]?.wrong).toMatch(/regel \d/);
    expect(problemsOf(() => loadConfig({ INTAKE_CONFIG: fileWith('gemeente: [\n x: {') }))).toHaveLength(1);
    expect(problemsOf(() => loadConfig({}))[0]).toMatchObject({ key: 'INTAKE_CONFIG' });
  });
});
