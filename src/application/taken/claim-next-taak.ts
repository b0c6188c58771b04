import type { Handelende } from '#domain/actor/handelende.ts';
import { eenhedenVan } from '#domain/actor/medewerker.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { TaakStore, TaakReach } from '../ports/taak-store.ts';
import type { ClaimTaak } from './claim-taak.ts';

/**
 * Gives this person the longest waiting task of their units that nobody has, and that the program which acts for them may
 * touch; undefined when there is none.
 */
export type ClaimNextTaak = (medewerker: Handelende) => Promise<TaakDossier | undefined>;

/** Colleagues press the button at the same moment; whoever lost this often may press again. */
const ROUNDS = 50;

export function createClaimNextTaak(deps: {
  readonly taken: Pick<TaakStore, 'findNext'>;
  readonly claimTaak: ClaimTaak;
}): ClaimNextTaak {
  return async (medewerker) => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const next = await deps.taken.findNext(reachOf(medewerker));
      if (next === undefined) return undefined;
      const outcome = await deps.claimTaak({ taak: next.uuid, medewerker });
      if (outcome.kind === 'claimed') return outcome.taak;
    }
    return undefined;
  };
}

function reachOf(medewerker: Handelende): TaakReach {
  const { via } = medewerker;
  const own = eenhedenVan(medewerker);
  const theirs = via?.eenheden;
  const eenheden =
    own === undefined || theirs === undefined ? (own ?? theirs) : own.filter((code) => theirs.includes(code));
  return {
    ...(eenheden === undefined ? {} : { eenheden }),
    ...(via?.kanalen === undefined ? {} : { kanalen: via.kanalen }),
    ...(via?.vertrouwelijk === false ? { vertrouwelijk: false } : {}),
  };
}
