import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { checkMayHandle, type TaakRefusal } from '#domain/interne-taak/check-may-handle.ts';
import { claimTaak } from '#domain/interne-taak/claim-release.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { handelingVan, type Taak } from '#domain/interne-taak/taak.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly taak: TaakDossier }
  | { readonly kind: 'taken-by-another'; readonly behandelaar: string }
  | Exclude<TaakRefusal, { kind: 'claimed-by-another' }>;

/** Gives the task to this person alone. Of all who ask at once one gets it; asking again for one's own changes nothing. */
export type ClaimTaak = (request: TaakRequest) => Promise<ClaimOutcome>;

export function createClaimTaak({ taken, clock }: Pick<TakenDeps, 'taken' | 'clock'>): ClaimTaak {
  return async ({ taak, medewerker }) => {
    const handeling = handelingVan(medewerker, clock.now());
    const decide = (current: Taak): TaakDecision<ClaimOutcome> => {
      const { dossier } = current;
      const refusal = checkMayHandle(dossier, medewerker);
      if (refusal?.kind === 'claimed-by-another') {
        return { outcome: { kind: 'taken-by-another', behandelaar: refusal.behandelaar } };
      }
      if (refusal !== undefined) return { outcome: refusal };
      if (dossier.behandelaar === medewerker.gebruikersnaam) return { outcome: { kind: 'claimed', taak: dossier } };
      const claimed = claimTaak(current, handeling);
      return {
        outcome: { kind: 'claimed', taak: claimed.dossier },
        change: { taak: claimed, audit: buildTaakAudit(claimed, handeling, 'taak-opgepakt') },
      };
    };
    return (await taken.change(taak, decide)) ?? { kind: 'not-found' };
  };
}
