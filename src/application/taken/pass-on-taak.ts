import { KCC } from '#domain/actor/medewerker.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { findDestination, type Bestemming } from './find-destination.ts';
import { handOver, type HandOverOutcome } from './hand-over.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

/** Sends a task straight to the right unit or colleague (C6114 variant B), as a new task on the same klantcontact. */
export type PassOnTaak = (
  request: TaakRequest & { readonly naar: Bestemming; readonly toelichting?: string },
) => Promise<HandOverOutcome>;

export function createPassOnTaak(deps: TakenDeps): PassOnTaak {
  return async ({ taak, medewerker, naar, toelichting = '' }) => {
    const destination = await findDestination(deps, naar);
    if (destination.kind !== 'destination') return destination;
    const said = cleanText(toelichting);
    return handOver(deps, {
      taak,
      wie: medewerker,
      reden: 'doorgezet',
      naar: destination,
      gevraagdeHandeling: (oud) => nextHandeling(oud, destination.eenheid),
      toelichting: [`Doorgezet naar ${destination.eenheidNaam}.`, said].join(' ').trim(),
      routering: { eenheid: destination.eenheid, uitleg: 'doorgezet door een medewerker' },
      check: () => undefined,
    });
  };
}

/** Reading and rerouting are done when a task is passed on; anything more precise still has to be done. */
function nextHandeling({ gevraagdeHandeling }: TaakDossier, eenheid: string): string {
  const done: readonly string[] = [HANDELING.lezen, HANDELING.herrouteren];
  if (!done.includes(gevraagdeHandeling)) return gevraagdeHandeling;
  return eenheid === KCC ? HANDELING.lezen : HANDELING.opvolgen;
}
