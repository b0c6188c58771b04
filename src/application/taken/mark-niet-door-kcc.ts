import { KCC } from '#domain/actor/medewerker.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { findDestination, type Bestemming } from './find-destination.ts';
import { handOver, type HandOverOutcome } from './hand-over.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

/**
 * "Niet door KCC te beantwoorden" (C5499): the KCC's task is closed with its time, and a unit or a colleague gets
 * `Opvolgen klantcontact` on the same klantcontact. The same for every channel: a task does not know its channel's ways.
 */
export type MarkNietDoorKcc = (
  request: TaakRequest & { readonly naar: Bestemming; readonly toelichting?: string },
) => Promise<HandOverOutcome>;

export function createMarkNietDoorKcc(deps: TakenDeps): MarkNietDoorKcc {
  return async ({ taak, medewerker, naar, toelichting = '' }) => {
    const destination = await findDestination(deps, naar);
    if (destination.kind !== 'destination') return destination;
    return handOver(deps, {
      taak,
      wie: medewerker,
      reden: 'niet-door-kcc',
      naar: destination,
      gevraagdeHandeling: () => HANDELING.opvolgen,
      toelichting: [`Niet door het KCC te beantwoorden; naar ${destination.eenheidNaam}.`, cleanText(toelichting)]
        .join(' ')
        .trim(),
      routering: { eenheid: destination.eenheid, uitleg: 'niet door KCC te beantwoorden' },
      check: ({ eenheid }) => (eenheid === KCC ? undefined : { kind: 'not-with-kcc' }),
    });
  };
}
