import { eenheidUuid, medewerkerUuid } from '../actor/actor-uuid.ts';
import { KCC } from '../actor/medewerker.ts';
import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import { cutText } from '../text/cut-text.ts';
import { LIMITS } from '../klantcontact/klantcontact.schema.ts';
import type { InterneTaak } from './interne-taak.schema.ts';
import type { Routering, TaakDossier } from './taak-dossier.schema.ts';
import { toGebeurtenis, type Handeling, type Taak } from './taak.ts';
import { addWorkingDays, type IsHoliday } from './working-days.ts';

export interface FollowUpFacts extends Handeling {
  /** What led to it: one follow-up per task and reason, however often it is asked for (acceptance statement 51). */
  readonly reden: string;
  readonly nummer: string;
  readonly gevraagdeHandeling: string;
  readonly toelichting: string;
  readonly routering: Routering;
  /** Gebruikersnaam of the colleague who gets it, beside the unit. */
  readonly medewerker?: string;
  readonly termijnWerkdagen: number;
  readonly isHoliday: IsHoliday;
}

export const followUpUuid = (taak: string, reden: string) => deterministicUuid(`taak:${taak}`, `vervolg:${reden}`);

/**
 * A new task on the klantcontact of an old one (C5499, C6114, C9708-B). It keeps the old one's place in the waiting
 * line, which counts from the contact; its deadline counts from now, because its unit has it from now.
 */
export function buildFollowUp({ dossier: old, internetaak }: Required<Taak>, facts: FollowUpFacts): Required<Taak> {
  const { now, nummer, routering, medewerker } = facts;
  const uuid = followUpUuid(old.uuid, facts.reden);
  const shared = {
    uuid,
    nummer,
    gevraagdeHandeling: cutText(facts.gevraagdeHandeling, LIMITS.gevraagdeHandeling),
    toelichting: cutText(facts.toelichting, LIMITS.toelichting),
    status: 'te_verwerken' as const,
  };
  const assigned: InterneTaak = {
    ...shared,
    referentienummer: nummer,
    aanleidinggevendKlantcontact: internetaak.aanleidinggevendKlantcontact,
    toegewezenAanActoren: [
      eenheidUuid(routering.eenheid),
      ...(medewerker === undefined ? [] : [medewerkerUuid(medewerker)]),
    ],
    toegewezenOp: now,
  };
  const dossier: TaakDossier = {
    ...shared,
    soort: 'interne-taak',
    eenheid: routering.eenheid,
    onderwerp: old.onderwerp,
    kanaal: old.kanaal,
    ...(old.klantcontact === undefined ? {} : { klantcontact: old.klantcontact }),
    ...(old.klantcontactNummer === undefined ? {} : { klantcontactNummer: old.klantcontactNummer }),
    ...(old.vertrouwelijk === undefined ? {} : { vertrouwelijk: old.vertrouwelijk }),
    messages: [...old.messages],
    plaatsgevondenOp: old.plaatsgevondenOp,
    uiterlijkOp: addWorkingDays(now, facts.termijnWerkdagen, facts.isHoliday),
    ...(medewerker === undefined ? {} : { behandelaar: medewerker, opgepaktOp: now }),
    routering,
    // The KCC works from its list; a unit or a colleague is told.
    melden: routering.eenheid !== KCC || medewerker !== undefined,
    vorige: { uuid: old.uuid, nummer: old.nummer },
    verloop: [toGebeurtenis('aangemaakt', facts, `Vervolg op taak ${old.nummer}. ${facts.toelichting}`)],
  };
  return { internetaak: assigned, dossier };
}
