import { heeftBeheerder, type Spelregels } from '#domain/regels/spelregels.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { CliContext } from '../context.ts';
import { DeniedError } from '../exit-code.ts';
import { NEEDS, type Need } from './command-needs.ts';
import { bringsPassword } from './read-password.ts';
import { machineDoor, type Wie } from './who.ts';

export interface IdentifyStores {
  /** Absent while no program has started on this database. */
  readonly rules: Spelregels | undefined;
  readonly audit: Pick<AuditLog, 'add'>;
}

const NAME_YOURSELF =
  'Deze opdracht toont wat inwoners schreven of beslist wat ermee gebeurt. Zeg met --als <gebruikersnaam> wie u bent: ' +
  'een account met de rol beheerder. In een script: INTAKE_GEBRUIKER, en INTAKE_WACHTWOORD of INTAKE_WACHTWOORD_BESTAND.';
const NOBODY_TO_BE =
  'Let op: er is geen account met de rol beheerder ingesteld (toegang.accounts). Zolang dat zo is, hoeft niemand te zeggen wie hij is.';

/**
 * Who types this command: an account that was proved, where the command asks for it (command-needs.ts) and an operator is
 * configured, here or by the program; else the account of this machine. Throws a DeniedError.
 */
export async function identify(context: CliContext, stores: IdentifyStores): Promise<Wie> {
  const need = NEEDS[context.command()];
  const asked = askedFor(context, need);
  if (asked !== undefined) {
    const { proveAccount } = await import('./prove-account.ts');
    const { gebruikersnaam, isBeheerder } = await proveAccount(context, stores, asked);
    if (need === 'beheerder' && !isBeheerder)
      throw new DeniedError('Deze opdracht vraagt een account met de rol beheerder.');
    return { door: gebruikersnaam, via: 'opdrachtregel', mag: isBeheerder ? 'alles' : 'geen-tekst' };
  }
  const hasOperator = knowsOperator(stores.rules, context.variables);
  if (need === 'beheerder' && hasOperator) throw new DeniedError(NAME_YOURSELF);
  // For a person: a script reads what a command says of its own work. `check` tells it as well.
  if (need === 'beheerder' && context.terminal.isInteractive) context.terminal.err(NOBODY_TO_BE);
  return { door: machineDoor(), via: 'opdrachtregel', mag: hasOperator ? 'geen-tekst' : 'alles' };
}

function askedFor({ als, variables }: CliContext, need: Need): string | undefined {
  const typed = als();
  if (typed !== undefined) return typed;
  const { INTAKE_GEBRUIKER: named = '' } = variables;
  // Where nothing is asked, a variable makes nobody type a password.
  return named === '' || (need !== 'beheerder' && !bringsPassword(variables)) ? undefined : named;
}

/** A configuration that cannot be read knows none: what the program brought to the database still counts. */
function knowsOperator(rules: Spelregels | undefined, variables: NodeJS.ProcessEnv): boolean {
  if (rules !== undefined && heeftBeheerder(rules)) return true;
  try {
    return heeftBeheerder(loadConfig(variables).config.toegang);
  } catch {
    return false;
  }
}
