import '#infrastructure/private-umask.ts';
import { readFile } from 'node:fs/promises';
import { READER_LIMITS } from './finding.ts';
import { fuzz, runAlone, type Finding, type Progress } from './fuzz.ts';
import { minimise } from './minimise.ts';
import { HELP, readOptions, type Options } from './options.ts';
import { saveFinding } from './save-finding.ts';
import type { FuzzTarget } from './target.ts';
import { TARGETS, targetNames } from './targets.ts';

/** `npm run fuzz`: exit 0 without findings, 1 with, 2 when it could not run. */
const say = (line: string) => void process.stdout.write(`${line}\n`);
const PROGRESS_MS = 5_000;
const MINIMISE_MS = 120_000;

function progressLine({ runs, seconds, runsPerSecond, corpus, blocks, findings }: Progress): string {
  const time = `${Math.round(seconds)} s`;
  return `${time}  ${runs} runs (${runsPerSecond}/s)  corpus ${corpus}  blocks ${blocks}  findings ${findings}`;
}

async function smaller(finding: Finding, options: Options): Promise<Finding> {
  if (!options.minimise) return finding;
  const deadline = performance.now() + MINIMISE_MS;
  return { ...finding, input: await minimise(TARGETS[options.target], READER_LIMITS, finding, deadline) };
}

async function report(finding: Finding, options: Options) {
  const { fault, input } = await smaller(finding, options);
  const file = await saveFinding({ fault, input }, options.out);
  say(`FOUND ${fault.kind}: ${fault.where} (${input.byteLength} bytes)`);
  say(`  npm run fuzz -- --target ${options.target} --replay ${file}`);
  return { kind: fault.kind, where: fault.where, bytes: input.byteLength, file };
}

async function replay(path: string, options: Options): Promise<number> {
  const input = await readFile(path);
  const faults = await runAlone(TARGETS[options.target], READER_LIMITS, input);
  for (const { kind, where, detail } of faults) say(`${kind}: ${where}\n${detail}`);
  if (faults.length === 0) say('Nothing wrong comes of this input.');
  const [fault] = faults;
  if (fault !== undefined && options.minimise) await report({ fault, input }, options);
  say(
    JSON.stringify({
      target: options.target,
      replay: path,
      findings: faults.map(({ kind, where }) => ({ kind, where })),
    }),
  );
  return faults.length === 0 ? 0 : 1;
}

async function search(options: Options): Promise<number> {
  say(`target ${options.target}, seed ${options.seed}`);
  let told = 0;
  const { found, ...result } = await fuzz(
    { ...options, module: TARGETS[options.target], limits: READER_LIMITS, most: 20 },
    (progress) => {
      if (performance.now() - told < PROGRESS_MS) return;
      told = performance.now();
      say(progressLine(progress));
    },
  );
  say(progressLine(result));
  const findings = [];
  for (const finding of found) findings.push(await report(finding, options));
  const round = {
    seconds: Math.round(result.seconds),
    slowestMs: Math.round(result.slowestMs),
    peakMb: Math.round(result.peakMb),
  };
  say(JSON.stringify({ target: options.target, seed: options.seed, ...result, ...round, findings }));
  return found.length === 0 ? 0 : 1;
}

async function list(): Promise<void> {
  for (const name of targetNames) {
    const { target } = (await import(TARGETS[name].href)) as { target: FuzzTarget };
    say(`${name.padEnd(14)}${target.title}`);
  }
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => process.exit(2));
try {
  const options = readOptions(process.argv.slice(2));
  if (options === 'help') say(HELP);
  else if (options === 'list') await list();
  else process.exitCode = await (options.replay === undefined ? search(options) : replay(options.replay, options));
} catch (thrown) {
  process.stderr.write(`${thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown)}\n`);
  process.exitCode = 2;
}
process.exit();
