import { decideRoute } from '#domain/triage/decide-route.ts';
import type { RoutingRule } from '#domain/triage/routing-rule.schema.ts';
import type { Triage } from './ports/triage.ts';

/** Triage by the configured, ordered rules. What the sender or a colleague chose goes before every rule. */
export function createRuleTriage(rules: readonly RoutingRule[]): Triage {
  return {
    decide({ kanaal, taak, triage }) {
      if (taak?.eenheid !== undefined) {
        return Promise.resolve({ eenheid: taak.eenheid, uitleg: 'gekozen bij de registratie of door de afzender' });
      }
      return Promise.resolve(decideRoute(triage, kanaal, rules));
    },
  };
}
