import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { readHidden } from '../read-hidden.ts';

/** NIST SP 800-63B: length is what counts. */
const SHORTEST = 12;
const HELP = `
Vraagt een wachtwoord zonder het te tonen (of leest het van standaardinvoer) en schrijft de scrypt-hash voor
toegang.accounts[].wachtwoord. Minstens ${SHORTEST} tekens.

Voorbeelden:
  npm run --silent intake -- wachtwoord
  pwgen 24 1 | npm run --silent intake -- wachtwoord
`;

export function addWachtwoord(program: Command, context: CliContext): void {
  program
    .command('wachtwoord')
    .description('de hash van een wachtwoord maken, voor een account')
    .addHelpText('after', HELP)
    .action(() => context.run('wachtwoord', () => makeHash(context)));
}

async function makeHash({ terminal }: CliContext): Promise<number> {
  const complain = (line: string) => {
    terminal.err(line);
    return EXIT.failed;
  };
  const password = process.stdin.isTTY
    ? await readHidden('Wachtwoord: ')
    : (await text(process.stdin)).replace(/\r?\n$/, '');
  if (password.length < SHORTEST) return complain(`Te kort: neem minstens ${SHORTEST} tekens.`);
  if (process.stdin.isTTY && (await readHidden('Nog een keer: ')) !== password) {
    return complain('De twee wachtwoorden zijn niet gelijk.');
  }
  const { hashPassword } = await import('#infrastructure/accounts/password.ts');
  terminal.out(await hashPassword(password));
  return EXIT.ok;
}
