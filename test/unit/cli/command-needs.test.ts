import type { Command } from 'commander';
import { expect, test } from 'vitest';
import { NEEDS } from '#main/cli/identity/command-needs.ts';
import { createProgram } from '#main/cli/program.ts';

const terminal = { out: () => undefined, err: () => undefined, write: () => Promise.resolve(), isInteractive: false };

function leaves(command: Command, words: readonly string[] = []): string[] {
  return command.commands.length === 0
    ? [words.join(' ')]
    : command.commands.flatMap((one) => leaves(one, [...words, one.name()]));
}

test('every command says what it asks of whoever types it, and nothing else does', () => {
  const typed = leaves(createProgram({ terminal } as never));
  const decided = Object.keys(NEEDS).map((name) => name.replace(/ --.*/, ''));
  expect(new Set(decided)).toEqual(new Set(typed));
});

test('what shows a text of a citizen, or decides about it, asks for an operator', () => {
  const asks = Object.entries(NEEDS)
    .filter(([, need]) => need === 'beheerder')
    .map(([name]) => name);
  const parked = ['show', 'export', 'import', 'replace', 'correct', 'register', 'retry', 'discard', 'reopen'];
  expect(asks).toEqual([
    ...parked.map((name) => `parked ${name}`),
    'retention --execute',
    'export-person',
    'erase-person',
    'sessies list',
    'sessies beeindigen',
  ]);
});
