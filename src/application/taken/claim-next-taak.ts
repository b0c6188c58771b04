import { eenhedenVan, type Medewerker } from '#domain/actor/medewerker.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { TaakStore } from '../ports/taak-store.ts';
import type { ClaimTaak } from './claim-taak.ts';

/** Gives this person the longest waiting task of their units that nobody has; undefined when there is none. */
export type ClaimNextTaak = (medewerker: Medewerker) => Promise<TaakDossier | undefined>;

/** Colleagues press the button at the same moment; whoever lost this often may press again. */
const ROUNDS = 50;

export function createClaimNextTaak(deps: {
  readonly taken: Pick<TaakStore, 'findNext'>;
  readonly claimTaak: ClaimTaak;
}): ClaimNextTaak {
  return async (medewerker) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = await deps.taken.findNext(eenhedenVan(medewerker));
      if (next === undefined) return undefined;
      const outcome = await deps.claimTaak({ taak: next.uuid, medewerker });
      if (outcome.kind === 'claimed') return outcome.taak;
    }
    return undefined;
  };
}
