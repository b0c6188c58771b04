import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { buildHerstelTaak } from '#domain/interne-taak/herstel-taak.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { Registration, RegisterStore } from '#application/ports/register-store.ts';
import { settings } from '../spine/register-settings.ts';
import { toPlainContact } from './plain-contact.ts';

const at = new Date('2026-11-20T09:15:05Z');

/** A registration of this message with fresh nummers, as an attempt would make it. */
export async function sampleRegistration(register: RegisterStore, message: NewMessage): Promise<Registration> {
  const [nummer = ''] = await register.reserveNummers('klantcontact', 1);
  const [taakNummer = ''] = await register.reserveNummers('internetaak', 1);
  const facts = {
    key: message.key,
    messages: [message.uuid],
    nummer,
    taakNummer,
    routering: { eenheid: 'KCC', uitleg: 'geen regel van toepassing' },
    antwoordOp: [],
    now: at,
  };
  const size = message.raw.byteLength;
  return { messages: [message.uuid], units: [buildUnit(toPlainContact({ ...message, size }), facts, settings)], at };
}

/** Parks this message with the task for a person. */
export async function sampleParking(register: RegisterStore, { uuid, receivedAt }: NewMessage, code: string) {
  const [nummer = ''] = await register.reserveNummers('internetaak', 1);
  const { termijnWerkdagen, isHoliday } = settings;
  const reason = { code };
  const facts = {
    messageUuid: uuid,
    kanaal: 'e-mail',
    receivedAt,
    nummer,
    reason,
    termijnWerkdagen,
    isHoliday,
    now: at,
  };
  const dossier = buildHerstelTaak(facts);
  await register.park(uuid, reason, dossier, {
    uuid: deterministicUuid(`message:${uuid}`, 'audit:park'),
    op: at,
    door: 'intake',
    handeling: 'bericht-geparkeerd',
    objecten: [{ soort: 'bericht', uuid }],
  });
  return dossier;
}
