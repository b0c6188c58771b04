import { changedRules, type Spelregels } from '#domain/regels/spelregels.ts';
import type { IntakeConfig } from '../../config/config.schema.ts';
import { toGoverningRules } from '../../governing-rules.ts';
import { DeniedError } from '../exit-code.ts';

/**
 * What is destroyed is destroyed by the periods that the program runs with: another configuration does not shorten them.
 * Throws a DeniedError that names what differs.
 */
export function requireSameRules(rules: Spelregels | undefined, config: IntakeConfig): void {
  if (rules === undefined) return;
  const different = changedRules(rules, toGoverningRules(config)).filter(
    (name) => name === 'bewaren' || name === 'kanaalwaarden',
  );
  if (different.length === 0) return;
  throw new DeniedError(
    `In deze configuratie is anders dan in die van het programma: ${different.join(' en ')}. Start het programma opnieuw met deze configuratie; dan geldt zij, en staat dat in het logboek.`,
  );
}
