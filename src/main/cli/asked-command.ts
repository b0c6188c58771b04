import type { Command } from 'commander';

/** The commands that these words name, one within the other, and what follows them. */
function follow(program: Command, words: readonly string[]) {
  let command = program;
  let depth = 0;
  for (const word of words) {
    const next = command.commands.find((one) => one.name() === word);
    if (next === undefined) break;
    command = next;
    depth += 1;
  }
  return { command, names: words.slice(0, depth), rest: words.slice(depth) };
}

/** `help parked list` as `parked list --help`, so that a mistyped name is told as one. */
export function withoutHelpWord(program: Command, args: readonly string[]): string[] {
  if (args[0] !== 'help') return [...args];
  const { command, names, rest } = follow(program, args.slice(1));
  const [unknown] = rest;
  return unknown === undefined || command.commands.length === 0 ? [...names, '--help'] : [...names, unknown];
}

/** What to type to read about the command that was used wrongly. */
export const helpFor = (program: Command, args: readonly string[]): string =>
  ['npm run intake --', ...follow(program, args).names, '--help'].join(' ');
