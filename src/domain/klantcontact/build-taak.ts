import { eenheidUuid, medewerkerUuid } from '../actor/actor-uuid.ts';
import type { InboundMessage } from '../inbound-message/inbound-message.ts';
import type { InterneTaak } from '../interne-taak/interne-taak.schema.ts';
import type { TaakDossier } from '../interne-taak/taak-dossier.schema.ts';
import { addWorkingDays } from '../interne-taak/working-days.ts';
import { cleanText } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import type { UnitFacts } from './unit-facts.ts';
import { LIMITS, type Klantcontact } from './klantcontact.schema.ts';
import type { RegisterSettings } from './register-settings.ts';

/** The follow-up, if the contact needs one: the register's internetaak and the dossier that staff work from. */
export function buildTaak(
  inbound: InboundMessage,
  facts: UnitFacts,
  settings: RegisterSettings,
  klantcontact: Klantcontact,
  id: (role: string) => string,
): { internetaken: InterneTaak[]; dossiers: TaakDossier[] } {
  const { taak } = inbound;
  if (taak === undefined) return { internetaken: [], dossiers: [] };
  const { eenheid } = facts.routering;
  const toelichting = toToelichting(taak.toelichting, facts);
  const shared = {
    uuid: id('internetaak'),
    nummer: facts.taakNummer,
    gevraagdeHandeling: cutText(taak.gevraagdeHandeling, LIMITS.gevraagdeHandeling),
    ...(toelichting === '' ? {} : { toelichting }),
    status: 'te_verwerken' as const,
  };
  const assignees = [eenheidUuid(eenheid), ...(taak.medewerker === undefined ? [] : [medewerkerUuid(taak.medewerker)])];
  const internetaak: InterneTaak = {
    ...shared,
    referentienummer: facts.taakNummer,
    aanleidinggevendKlantcontact: klantcontact.uuid,
    toegewezenAanActoren: assignees,
    toegewezenOp: facts.now,
  };
  const dossier: TaakDossier = {
    ...shared,
    soort: 'interne-taak',
    eenheid,
    onderwerp: klantcontact.onderwerp,
    kanaal: klantcontact.kanaal,
    klantcontact: klantcontact.uuid,
    klantcontactNummer: klantcontact.nummer,
    ...(klantcontact.vertrouwelijk ? { vertrouwelijk: true } : {}),
    messages: [...facts.messages],
    plaatsgevondenOp: klantcontact.plaatsgevondenOp,
    uiterlijkOp: addWorkingDays(klantcontact.plaatsgevondenOp, settings.termijnWerkdagen, settings.isHoliday),
    ...(taak.medewerker === undefined ? {} : { behandelaar: taak.medewerker, opgepaktOp: facts.now }),
    routering: facts.routering,
    melden: eenheid !== 'KCC',
    verloop: [{ op: facts.now, door: 'intake', soort: 'aangemaakt', toelichting: facts.routering.uitleg }],
  };
  return { internetaken: [internetaak], dossiers: [dossier] };
}

/** Nothing of what was named: who reads this task may have no right to that. */
const NIET_GEKOPPELD =
  'Het bericht noemt een eerder bericht, maar komt van een ander adres. Het is er daarom niet aan gekoppeld.';

function toToelichting(gegeven: string, { nietGekoppeld = false }: UnitFacts): string {
  if (!nietGekoppeld) return cutText(cleanText(gegeven), LIMITS.toelichting);
  const room = LIMITS.toelichting - NIET_GEKOPPELD.length - 1;
  return `${cutText(cleanText(gegeven), room)} ${NIET_GEKOPPELD}`.trimStart();
}
