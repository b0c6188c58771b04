import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { checkMayHandle, type TaakRefusal } from '#domain/interne-taak/check-may-handle.ts';
import { finishTaak } from '#domain/interne-taak/finish-taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { handelingVan, type Taak } from '#domain/interne-taak/taak.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

export type CloseOutcome =
  { readonly kind: 'closed'; readonly taak: TaakDossier } | { readonly kind: 'toelichting-missing' } | TaakRefusal;

/** Ends a task without an answer or a follow-up; why is said in the toelichting. */
export type CloseTaak = (request: TaakRequest & { readonly toelichting: string }) => Promise<CloseOutcome>;

export function createCloseTaak({ taken, clock }: Pick<TakenDeps, 'taken' | 'clock'>): CloseTaak {
  return async ({ taak, medewerker, toelichting: given }) => {
    const toelichting = cleanText(given);
    if (toelichting === '') return { kind: 'toelichting-missing' };
    const handeling = handelingVan(medewerker, clock.now());
    const decide = (current: Taak): TaakDecision<CloseOutcome> => {
      const refusal = checkMayHandle(current.dossier, medewerker);
      if (refusal !== undefined) {
        const repeated = refusal.kind === 'already-finished' && isSameAct(current.dossier, handeling.door);
        return { outcome: repeated ? { kind: 'closed', taak: current.dossier } : refusal };
      }
      const closed = finishTaak(
        current,
        handeling,
        { afhandeling: 'afgesloten', soort: 'afgesloten', toelichting },
        { claim: true },
      );
      return {
        outcome: { kind: 'closed', taak: closed.dossier },
        change: { taak: closed, audit: buildTaakAudit(closed, handeling, 'taak-afgesloten') },
      };
    };
    return (await taken.change(taak, decide)) ?? { kind: 'not-found' };
  };
}

const isSameAct = ({ afhandeling, behandelaar }: TaakDossier, door: string) =>
  afhandeling === 'afgesloten' && behandelaar === door;
