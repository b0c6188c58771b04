import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { createProgram } from '#main/cli/program.ts';
import { runCli } from '#main/cli/run-cli.ts';

const terminal = { out: () => undefined, err: () => undefined, write: () => Promise.resolve(), isInteractive: false };
const context = { variables: {}, terminal, clock: { now: () => new Date() }, run: async () => undefined };

/** Every command that can be typed, with its words. */
function everyCommand(command: Command, words: readonly string[] = []): { words: readonly string[] }[] {
  const own = words.length === 0 ? [] : [{ words }];
  return [...own, ...command.commands.flatMap((one) => everyCommand(one, [...words, one.name()]))];
}
const commands = everyCommand(createProgram(context as never)).map(({ words }) => words.join(' '));

async function type(...args: string[]) {
  const said = { out: '', err: '' };
  const code = await runCli(
    args,
    {},
    {
      ...terminal,
      out: (line) => void (said.out += `${line}\n`),
      err: (line) => void (said.err += `${line}\n`),
    },
  );
  return { code, ...said };
}

describe('the help of every command', () => {
  it.each(commands)('%s: Dutch, with an example, and no options where there are none', async (command) => {
    const { code, out } = await type(...command.split(' '), '--help');
    expect(code).toBe(0);
    expect(out).toMatch(/^Voorbeeld(en)?:\n {2}.*npm run --silent intake -- /m);
    expect(out).not.toMatch(/\[options\]|\(default|Usage|Arguments|Commands|display help/);
    expect(out).toMatch(new RegExp(`^Gebruik: npm run intake -- ${command}\\b`));
    expect(await type('help', ...command.split(' '))).toEqual({ code, out, err: '' });
  });
});

describe('a command that was mistyped', () => {
  it.each([
    [['mesages'], 'onbekende opdracht: mesages. Bedoelt u messages? (zie: npm run intake -- --help)'],
    [['parked', 'lst'], 'onbekende opdracht: lst. Bedoelt u list? (zie: npm run intake -- parked --help)'],
    [['help', 'parkd'], 'onbekende opdracht: parkd. Bedoelt u parked? (zie: npm run intake -- --help)'],
    [
      ['messages', '--sate', 'x'],
      'onbekende optie: --sate. Bedoelt u --state? (zie: npm run intake -- messages --help)',
    ],
    [
      ['parked', 'aaport'],
      'onbekende opdracht: aaport. Bedoelt u export of import? (zie: npm run intake -- parked --help)',
    ],
    [['kwijt'], 'onbekende opdracht: kwijt (zie: npm run intake -- --help)'],
  ])('%j is told with what was probably meant', async (args, words) => {
    expect(await type(...args)).toEqual({ code: 64, out: '', err: `${words}\n` });
  });
});
