import { cutText } from '../text/cut-text.ts';
import { LIMITS } from '../klantcontact/klantcontact.schema.ts';
import type { InterneTaak } from './interne-taak.schema.ts';
import type { TaakDossier, TaakGebeurtenis } from './taak-dossier.schema.ts';

/** One task in both its shapes; a `herstel` task has no internetaak. They change together or not at all. */
export interface Taak {
  readonly dossier: TaakDossier;
  readonly internetaak?: InterneTaak;
}

/** Who acts and when: `door` is a gebruikersnaam or the name of an automaat, `via` what it went through if that was no screen. */
export interface Handeling {
  readonly door: string;
  readonly via?: string;
  readonly now: Date;
}

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
  { door, now }: Handeling,
  toelichting?: string,
): TaakGebeurtenis {
  return {
    op: now,
    door,
    soort,
    ...(toelichting === undefined || toelichting === ''
      ? {}
      : { toelichting: cutText(toelichting, LIMITS.toelichting) }),
  };
}
