import { mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cruise, type ICruiseResult, type ICruiseOptions } from 'dependency-cruiser';
import extractTSConfig from 'dependency-cruiser/config-utl/extract-ts-config';
import { expect, it } from 'vitest';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const { forbidden, options } = createRequire(import.meta.url)('../../.dependency-cruiser.cjs') as {
  forbidden: NonNullable<NonNullable<ICruiseOptions['ruleSet']>['forbidden']>;
  options: ICruiseOptions;
};

/** Which rules the program under this folder breaks, as `rule: from -> to`. */
async function findViolations(baseDir: string): Promise<string[]> {
  const { output } = await cruise(
    ['src', 'channels', 'workers'],
    { ...options, ruleSet: { forbidden }, validate: true, baseDir },
    options.enhancedResolveOptions ?? {},
    { tsConfig: extractTSConfig(join(root, 'tsconfig.json')) },
  );
  const { violations } = (output as ICruiseResult).summary;
  return violations.map(({ rule, from, to }) => `${rule.name}: ${from} -> ${to}`);
}

/** A house of a few files, each with the imports given. */
async function layHouse(files: Record<string, readonly string[]>): Promise<string> {
  const folder = await temporaryFolder();
  for (const [path, imports] of Object.entries(files)) {
    await mkdir(join(folder, dirname(path)), { recursive: true });
    await writeFile(join(folder, path), imports.map((target) => `import '${target}';\n`).join(''));
  }
  return folder;
}

it('imports go one way through the rooms, and every library is used behind its own door', async () => {
  expect(await findViolations(root)).toEqual([]);
});

it('a channel, a worker and a screen that are added tomorrow are held to the same rules', async () => {
  const house = await layHouse({
    'package.json': [],
    'node_modules/bullmq/index.js': [],
    'src/main/index.ts': [],
    'src/domain/taak.ts': ['../main/index.ts'],
    'src/application/claim.ts': ['../domain/taak.ts'],
    'src/application/inzage/getoond.ts': [],
    'src/application/inzage/inzage.ts': ['./getoond.ts'],
    'src/application/ports/contact-reader.ts': [],
    'src/infrastructure/http/security/looks.ts': ['../../../application/inzage/getoond.ts'],
    'src/infrastructure/http/routes/morgen.ts': [
      '../../../application/inzage/inzage.ts',
      '../../../application/inzage/getoond.ts',
      '../../../application/ports/contact-reader.ts',
      '../security/looks.ts',
    ],
    'channels/email/email.source.ts': [],
    'channels/morgen/morgen.source.ts': ['../email/email.source.ts', '../../src/main/index.ts', 'bullmq'],
    'workers/morgen/morgen.ts': ['../../channels/morgen/morgen.source.ts', '../../src/application/claim.ts'],
  });
  await writeFile(join(house, 'package.json'), JSON.stringify({ dependencies: { bullmq: '6' } }));
  const route = 'src/infrastructure/http/routes/morgen.ts';
  expect((await findViolations(house)).sort()).toEqual([
    'channel-knows-no-other-channel: channels/morgen/morgen.source.ts -> channels/email/email.source.ts',
    'channel-speaks-to-the-house-through-ports: channels/morgen/morgen.source.ts -> src/main/index.ts',
    'domain-is-pure: src/domain/taak.ts -> src/main/index.ts',
    'domain-types-stay-home: src/domain/taak.ts -> src/main/index.ts',
    'door-queues: channels/morgen/morgen.source.ts -> node_modules/bullmq/index.js',
    `only-the-door-says-what-is-shown: ${route} -> src/application/inzage/getoond.ts`,
    `only-the-door-says-what-is-shown: ${route} -> src/infrastructure/http/security/looks.ts`,
    `screens-read-through-the-door: ${route} -> src/application/ports/contact-reader.ts`,
    'worker-calls-use-cases-only: workers/morgen/morgen.ts -> channels/morgen/morgen.source.ts',
  ]);
});
