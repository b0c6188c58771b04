import '#infrastructure/private-umask.ts';
import { Failure } from '#domain/failure/failure.ts';
import { ConfigProblems, EXIT_CONFIG } from '../config/config-problem.ts';
import { createCleanUp } from './clean-up.ts';
import { readDemoOptions, type DemoOptions } from './demo-options.ts';
import { missingPackages } from './required-packages.ts';

/** `npm run demo`: the main job on embedded servers, with invented messages. */
const EXIT_INTERRUPTED = 130;
const cleanUp = createCleanUp();
// Whoever read along may have gone (`| head`): that is no reason to leave servers running.
process.stdout.on('error', () => undefined);
const interrupted = new Promise<typeof EXIT_INTERRUPTED>((resolve) => {
  let asked = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (asked) process.exit(1);
      asked = true;
      say('\nStoppen ...');
      resolve(EXIT_INTERRUPTED);
    });
  }
});
const options = readDemoOptions(process.argv.slice(2));
const code = await Promise.race([demonstrate(options), interrupted]).catch(explain);
if (code === 0 && !options.once) {
  say('\nDe demo blijft draaien; Ctrl-C stopt hem.');
  await interrupted;
}
await cleanUp.run();
process.exit(code);

async function demonstrate(options: DemoOptions): Promise<number> {
  const missing = missingPackages();
  if (missing.length > 0) {
    complain(`De demo heeft pakketten nodig die hier niet staan (${missing.join(', ')}): npm ci --include=dev`);
    return 1;
  }
  // Only now: it imports the packages that may be missing.
  const { runDemo } = await import('./run-demo.ts');
  const isRight = await runDemo(options, cleanUp, say);
  return isRight || !options.once ? 0 : 1;
}

function explain(thrown: unknown): number {
  if (thrown instanceof ConfigProblems) {
    complain(thrown.message);
    return EXIT_CONFIG;
  }
  // One clear line: what happened and how to mend it. A failure that is not ours keeps its stack.
  if (thrown instanceof Failure && thrown.kind !== 'defect') complain(`${thrown.message} [${thrown.code}]`);
  else complain(thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown));
  return 1;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function complain(line: string): void {
  process.stderr.write(`${line}\n`);
}
