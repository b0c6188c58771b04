import type { Handelende } from '../actor/handelende.ts';
import { cutText } from '../text/cut-text.ts';
import { LIMITS } from '../klantcontact/klantcontact.schema.ts';
import type { InterneTaak } from './interne-taak.schema.ts';
import type { TaakDossier, TaakGebeurtenis } from './taak-dossier.schema.ts';

/** One task in both its shapes; a `herstel` task has no internetaak. They change together or not at all. */
export interface Taak {
  readonly dossier: TaakDossier;
  readonly internetaak?: InterneTaak;
}

/**
 * Who acts and when: `door` is a gebruikersnaam or the name of an automaat, `via` what it went through if that was no
 * screen: the token of a program, or the command line. Of a person it is made by `handelingVan`, so that nothing of it is
 * forgotten.
 */
export interface Handeling {
  readonly door: string;
  readonly via?: string;
  readonly now: Date;
}

export const handelingVan = ({ gebruikersnaam, via }: Handelende, now: Date): Handeling => ({
  door: gebruikersnaam,
  ...(via === undefined ? {} : { via: via.naam }),
  now,
});

/** The dossier with one more line of history; lines are never changed or removed. */
export function withGebeurtenis(dossier: TaakDossier, gebeurtenis: TaakGebeurtenis): TaakDossier {
  return { ...dossier, verloop: [...dossier.verloop, gebeurtenis] };
}

/** The same task with other fields; the internetaak only when there is one. */
export function changeTaak(taak: Taak, dossier: TaakDossier, internetaak: Partial<InterneTaak>): Taak {
  return taak.internetaak === undefined
    ? { dossier }
    : { dossier, internetaak: { ...taak.internetaak, ...internetaak } };
}

/** A line of history, without an empty `toelichting`. */
export function toGebeurtenis(
  soort: TaakGebeurtenis['soort'],
  { door, via, now }: Handeling,
  toelichting?: string,
): TaakGebeurtenis {
  return {
    op: now,
    door,
    ...(via === undefined ? {} : { via }),
    soort,
    ...(toelichting === undefined || toelichting === ''
      ? {}
      : { toelichting: cutText(toelichting, LIMITS.toelichting) }),
  };
}
