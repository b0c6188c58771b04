import { KCC } from '#domain/actor/medewerker.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { findDestination } from './find-destination.ts';
import { handOver, type HandOverOutcome } from './hand-over.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

/** A wrongly routed task back to the KCC (C6114 variant A): `Opnieuw routeren` on the same klantcontact, and why. */
export type SendBackTaak = (request: TaakRequest & { readonly toelichting: string }) => Promise<HandOverOutcome>;

export function createSendBackTaak(deps: TakenDeps): SendBackTaak {
  return async ({ taak, medewerker, toelichting }) => {
    const said = cleanText(toelichting);
    if (said === '') return { kind: 'toelichting-missing' };
    const destination = await findDestination(deps, { eenheid: KCC });
    if (destination.kind !== 'destination') return destination;
    return handOver(deps, {
      taak,
      wie: medewerker,
      reden: 'teruggestuurd',
      naar: destination,
      gevraagdeHandeling: () => HANDELING.herrouteren,
      toelichting: `Teruggestuurd naar het KCC. ${said}`,
      routering: { eenheid: KCC, uitleg: 'teruggestuurd door een medewerker' },
      check: () => undefined,
    });
  };
}
