import '#infrastructure/private-umask.ts';
import { parseCLI, startVitest, type Reporter } from 'vitest/node';
import { countTests, describeTally, isGreen, type Tally } from './count-tests.ts';
import { installPackages, mayInstall, mendingCommand, missingPackages, wishedPackages } from './required-packages.ts';

/**
 * `npm test [-- vitest's own options]`: makes sure of what the tests need, runs them, and ends with one line that is
 * `N passed, N failed`, with `, N skipped` when there were any.
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

/** Also what stands when the run does not come to its end, because the servers do not start for one. */
const NOTHING_RAN: Tally = { passed: 0, failed: 1, skipped: 0 };

function ensurePackages(): boolean {
  const missing = missingPackages();
  if (missing.length === 0) return true;
  if (mayInstall()) {
    say(`Installing what the tests need: apt-get install ${missing.join(' ')}`);
    if (installPackages(missing)) return true;
  }
  say(`The tests need: ${missing.join(', ')}. Install with: ${mendingCommand(missing)}`);
  return false;
}

/** For these the tests that use them skip, so that not having them is no failure. */
function addWishedPackages(): void {
  const wished = wishedPackages();
  if (wished.length === 0) return;
  if (mayInstall()) {
    say(`Installing what more tests can use: apt-get install ${wished.join(' ')}`);
    if (installPackages(wished)) return;
  }
  say(`Skipped without: ${wished.join(', ')}. Install with: ${mendingCommand(wished)}`);
}

async function runVitest(args: readonly string[]): Promise<Tally> {
  let tally = NOTHING_RAN;
  const counter: Reporter = {
    onTestRunEnd: (modules, errors) => {
      tally = countTests(modules, errors.length);
    },
  };
  const { filter, options } = parseCLI(['vitest', 'run', ...args]);
  const reporters: Reporter[] | ['default', Reporter] = ['default', counter];
  const vitest = await startVitest('test', filter, {
    ...options,
    watch: false,
    config: 'test/vitest.config.ts',
    reporters,
  });
  await vitest.close();
  return tally;
}

async function run(): Promise<Tally> {
  if (!ensurePackages()) return NOTHING_RAN;
  addWishedPackages();
  return runVitest(process.argv.slice(2));
}

const tally = await run();
say(describeTally(tally));
// Whatever a test left open may not keep the run alive, nor change what it came to.
process.exit(isGreen(tally) ? 0 : 1);
