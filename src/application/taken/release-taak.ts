import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { checkMayHandle, type TaakRefusal } from '#domain/interne-taak/check-may-handle.ts';
import { releaseTaak } from '#domain/interne-taak/claim-release.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { handelingVan, type Taak } from '#domain/interne-taak/taak.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

export type ReleaseOutcome = { readonly kind: 'released'; readonly taak: TaakDossier } | TaakRefusal;

/** Gives a claimed task back to its unit: one's own, or for a beheerder anyone's (illness). */
export type ReleaseTaak = (request: TaakRequest) => Promise<ReleaseOutcome>;

export function createReleaseTaak({ taken, clock }: Pick<TakenDeps, 'taken' | 'clock'>): ReleaseTaak {
  return async ({ taak, medewerker }) => {
    const handeling = handelingVan(medewerker, clock.now());
    const decide = (current: Taak): TaakDecision<ReleaseOutcome> => {
      const refusal = checkMayHandle(current.dossier, medewerker);
      const mayTake = refusal?.kind === 'claimed-by-another' && medewerker.rollen.includes('beheerder');
      if (refusal !== undefined && !mayTake) return { outcome: refusal };
      if (current.dossier.behandelaar === undefined) return { outcome: { kind: 'released', taak: current.dossier } };
      const released = releaseTaak(current, handeling);
      return {
        outcome: { kind: 'released', taak: released.dossier },
        change: { taak: released, audit: buildTaakAudit(released, handeling, 'taak-losgelaten') },
      };
    };
    return (await taken.change(taak, decide)) ?? { kind: 'not-found' };
  };
}
