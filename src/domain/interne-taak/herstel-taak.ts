import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import type { ParkReason } from '../inbound-message/stored-message.schema.ts';
import type { TaakDossier } from './taak-dossier.schema.ts';
import { addWorkingDays, type IsHoliday } from './working-days.ts';

/** The task about one message; it has one at most, however often it is parked. */
export const herstelTaakUuid = (messageUuid: string) => deterministicUuid(`message:${messageUuid}`, 'herstel-taak');

export interface ParkedFacts {
  readonly messageUuid: string;
  readonly kanaal: string;
  readonly receivedAt: Date;
  readonly nummer: string;
  readonly reason: ParkReason;
  readonly termijnWerkdagen: number;
  readonly isHoliday: IsHoliday;
  readonly now: Date;
}

/**
 * The task for a person about a message that could not be read. It has no klantcontact: the register gets one when the
 * message has been repaired, so that nothing in the register is ever half.
 */
export function buildHerstelTaak(facts: ParkedFacts): TaakDossier {
  return {
    uuid: herstelTaakUuid(facts.messageUuid),
    nummer: facts.nummer,
    soort: 'herstel',
    status: 'te_verwerken',
    eenheid: 'KCC',
    gevraagdeHandeling: 'Onleesbaar bericht bekijken en herstellen',
    toelichting: `Reden: ${facts.reason.code}`,
    onderwerp: 'Bericht dat niet gelezen kon worden',
    kanaal: facts.kanaal,
    messages: [facts.messageUuid],
    plaatsgevondenOp: facts.receivedAt,
    uiterlijkOp: addWorkingDays(facts.receivedAt, facts.termijnWerkdagen, facts.isHoliday),
    routering: { eenheid: 'KCC', uitleg: 'niet te lezen' },
    melden: false,
    verloop: [{ op: facts.now, door: 'intake', soort: 'aangemaakt', toelichting: facts.reason.code }],
  };
}
