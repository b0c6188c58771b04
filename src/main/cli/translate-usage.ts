import type { CommanderError } from 'commander';

const WORDS: Readonly<Record<string, (name: string) => string>> = {
  'commander.unknownCommand': (name) => `onbekende opdracht: ${name}`,
  'commander.unknownOption': (name) => `onbekende optie: ${name}`,
  'commander.missingArgument': (name) => `er ontbreekt iets: <${name}>`,
  'commander.optionMissingArgument': (name) => `bij ${name} hoort een waarde`,
  'commander.missingMandatoryOptionValue': (name) => `verplicht: ${name}`,
  'commander.excessArguments': () => 'te veel achter de opdracht',
};

/** What the library complains about, in Dutch, with what was probably meant and where to look: `help` is what to type. */
export function translateUsage({ code, message }: CommanderError, help: string): string {
  const name = /'([^']*)'/.exec(message)?.[1] ?? '';
  const words = WORDS[code]?.(name) ?? message.replace(/^error: /, '').replace(/\n.*/s, '');
  const meant = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message)?.[1]?.replace(/, (?=[^,]*$)/, ' of ');
  return `${words}${meant === undefined ? '' : `. Bedoelt u ${meant}?`} (zie: ${help})`;
}
