import { mkdirSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { loadConfig } from '../config/load-config.ts';
import { startProgram } from '../start-program.ts';
import { claimDataDir } from './claim-data-dir.ts';
import type { CleanUp } from './clean-up.ts';
import { closingWords } from './closing-words.ts';
import { deliverAndJudge } from './deliver-and-judge.ts';
import { writeDemoConfig } from './demo-config.ts';
import { demoEnvironment, withFreePort } from './demo-environment.ts';
import type { DemoOptions } from './demo-options.ts';
import { openDemoState } from './demo-state.ts';
import { createDemoSeed } from './seed/demo-seed.ts';
import { startSideServers } from './side-servers.ts';

/** Keys in a Redis that is not the demo's alone. */
const KEY_PREFIX = 'klantcontact-intake-demo';

/**
 * From nothing to filled screens; answers whether every message arrived as it should. What it started is in `cleanUp`,
 * also when it throws, and keeps running until that is run.
 */
export async function runDemo(options: DemoOptions, cleanUp: CleanUp, say: (line: string) => void): Promise<boolean> {
  const given = demoEnvironment(process.env);
  const { dataDir, mongodbUri, redisUrl } = given;
  const lock = claimDataDir(dataDir, options);
  cleanUp.add(() => lock.release());
  const environment = await withFreePort(given, say);
  const { state, isNew } = openDemoState(dataDir);
  const where = fromHere(dataDir);
  say(isNew ? `Nieuwe demo in ${where}` : `Demo in ${where}, van ${state.moment.toLocaleString('nl-NL')}`);

  const seed = await createDemoSeed(state.moment);
  const side = await startSideServers(state, seed, options.imap, say);
  cleanUp.add(() => side.stop());
  const scanMap = join(resolve(dataDir), 'scans');
  mkdirSync(scanMap, { recursive: true });
  const { imap, smtp, graphUrl } = side;
  const configPath = await writeDemoConfig(dataDir, state, { imap, smtpPort: smtp.port, graphUrl, scanMap });
  const { config } = loadConfig({ INTAKE_CONFIG: configPath });

  // The program locks the folder itself when it starts servers in it; with both configured nobody does but us.
  if (mongodbUri === undefined || redisUrl === undefined) lock.release();
  const keyPrefix = redisUrl === undefined ? {} : { keyPrefix: KEY_PREFIX };
  const program = await startProgram({ environment, config, report: say, ...keyPrefix });
  cleanUp.add(() => program.stop());
  const address = program.address ?? `http://${environment.host}:${environment.port}`;
  say(`Programma: ${address}`);

  const isRight = await deliverAndJudge({
    seed,
    state,
    side,
    scanMap,
    address,
    mongodbUri: program.mongodbUri,
    deadlineMs: options.limiet * 1000,
    say,
  });
  say('');
  closingWords(state, { address, dataDir: where, configPath: fromHere(configPath) }).forEach(say);
  return isRight;
}

/** As one would type it here. */
function fromHere(path: string): string {
  const way = relative(process.cwd(), path);
  return way === '' ? '.' : way.startsWith('..') ? resolve(path) : way;
}
