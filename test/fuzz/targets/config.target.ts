import { writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rejected } from '#domain/failure/failure.ts';
import { ConfigProblems } from '#main/config/config-problem.ts';
import { loadConfig } from '#main/config/load-config.ts';
import type { FuzzTarget } from '../target.ts';
import { demand, skipped } from '../target.ts';

const KEYS =
  'gemeente kanalen email whatsapp brief balie telefoon webformulier mailboxes naam imap smtp host port tls user password van map naVerwerking doelmap eigenAdressen interneDomeinen limieten berichtMb afdelingen code triage regels naar als woorden afzender mailbox geadresseerde formulierOnderwerp kanaal termijnen standaardWerkdagen meldingen toegang proxies accounts tokens sha256 rechten bewaren virusscanner parkeren vierOgen zekeringen drempel instroom openBerichten kanaalwaarden referentielijsten';

const MINIMAL = 'gemeente: Voorbeeldstad\nkanalen: {}\nafdelingen:\n  - { code: KCC, naam: Klantcontactcentrum }\n';
const FULL = `${MINIMAL}  - { code: BURG, naam: Burgerzaken, email: burg@voorbeeldstad.example }
triage:
  regels:
    - naam: paspoort
      naar: BURG
      als: { woorden: [paspoort, "rijbewijs*"], kanaal: [email, brief], afzender: ["@post.example"] }
termijnen: { standaardWerkdagen: 3 }
parkeren: { vierOgen: true }
instroom: { openBerichten: 1000 }
toegang:
  tokens:
    - { naam: kiss, sha256: ${'a'.repeat(64)}, rechten: [lezen] }
`;
const MAIL = MINIMAL.replace(
  'kanalen: {}',
  `kanalen:
  balie: {}
  brief: &brief { map: ./scans, ocr: true, limieten: { bestandMb: 10 } }
  email:
    mailboxes:
      - naam: info
        imap: { host: 127.0.0.1, port: 143, tls: false, user: info@voorbeeldstad.example, password: "\${WACHTWOORD}" }
        interneDomeinen: [voorbeeldstad.example]`,
);

const path = join(tmpdir(), 'intake-fuzz.yaml');

/** A configuration file: the program starts with it, or says in plain words what is wrong. */
export const target: FuzzTarget = {
  title: 'a configuration file: load-config.ts (yaml, references, every check)',
  dictionary: [
    ...KEYS.split(' ').flatMap((key) => [`${key}: `, `\n  ${key}:\n`]),
    ...[
      ': ',
      '- ',
      '\n',
      '\n  ',
      '\n    - ',
      '{',
      '}',
      '[',
      ']',
      ', ',
      '"',
      "'",
      '|',
      '>',
      '|-\n',
      '&a ',
      '*a',
      '<<: *a',
      '? ',
      '!!',
    ],
    ...[
      '!!binary ',
      '!!timestamp ',
      '!!set ',
      '!!omap ',
      '!!js/function ',
      '!x ',
      '%YAML 1.1\n',
      '---\n',
      '...\n',
      '#',
      '\t',
      '~',
      'null',
    ],
    ...[
      'true',
      'no',
      '0x1F',
      '0o17',
      '.inf',
      '-.inf',
      '.nan',
      '1e999',
      '2026-01-01',
      '__proto__: ',
      'constructor: ',
      'toString: ',
    ],
    ...[
      '${X}',
      '${file:/nowhere}',
      '${',
      '$',
      '\\u0000',
      '"\\x00"',
      '\xef\xbb\xbf',
      '\xff',
      '[a,a,a]: ',
      '? {a: 1}\n: b\n',
    ],
  ],
  batch: 64,
  largest: 32 * 1024,
  seeds: () => Promise.resolve([MINIMAL, FULL, MAIL, '', '[]', 'x'].map((text) => Buffer.from(text))),
  run: (bytes) => {
    // A file that the fuzzer happens to name is read by whoever owns the configuration: that is meant so.
    if (/\$\{file:\/(?!nowhere)/.test(Buffer.from(bytes).toString('latin1'))) throw skipped();
    writeFileSync(path, bytes);
    try {
      loadConfig({
        INTAKE_CONFIG: path,
        WACHTWOORD: 'x',
        MONGODB_URI: 'mongodb://127.0.0.1/x',
        REDIS_URL: 'redis://127.0.0.1',
      });
    } catch (thrown) {
      if (!(thrown instanceof ConfigProblems)) throw thrown;
      demand(thrown.problems.length > 0, 'a configuration that is refused has problems');
      for (const { key, wrong, example } of thrown.problems) {
        const texts = [key, wrong, example].every((text) => typeof text === 'string' && text !== '');
        demand(texts, 'a problem has a key, what is wrong, and an example');
      }
      throw rejected('config-refused', 'The configuration is refused');
    }
  },
};
