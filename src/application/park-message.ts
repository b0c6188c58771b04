import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { kanaalOf } from '#domain/inbound-message/kanaal-of.ts';
import { transition } from '#domain/inbound-message/message-life.ts';
import type { ParkReason } from '#domain/inbound-message/stored-message.schema.ts';
import { buildHerstelTaak } from '#domain/interne-taak/herstel-taak.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import type { Clock } from './ports/clock.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { Metrics } from './ports/metrics.ts';
import type { RegisterStore } from './ports/register-store.ts';

/** Takes an open message aside for a person: its state, its reason and the task for someone, in one commit. */
export type ParkMessage = (messageUuid: string, reason: ParkReason) => Promise<void>;

export interface ParkDeps {
  readonly messages: Pick<MessageStore, 'find'>;
  readonly register: Pick<RegisterStore, 'park' | 'reserveNummers'>;
  readonly settings: RegisterSettings;
  readonly clock: Clock;
  readonly metrics: Metrics;
}

export function createParkMessage({ messages, register, settings, clock, metrics }: ParkDeps): ParkMessage {
  return async (messageUuid, reason) => {
    const [message] = await messages.find([messageUuid], { raw: false });
    if (message === undefined || transition(message.state, 'unreadable').kind !== 'moved') return;
    const [nummer = ''] = await register.reserveNummers('internetaak', 1);
    const now = clock.now();
    const dossier = buildHerstelTaak({
      messageUuid,
      kanaal: settings.kanalen[kanaalOf(message)],
      receivedAt: message.receivedAt,
      nummer,
      reason,
      termijnWerkdagen: settings.termijnWerkdagen,
      isHoliday: settings.isHoliday,
      now,
    });
    await register.park(messageUuid, reason, dossier, {
      uuid: deterministicUuid(`message:${messageUuid}`, 'audit:park'),
      op: now,
      door: 'intake',
      handeling: 'bericht-geparkeerd',
      objecten: [
        { soort: 'bericht', uuid: messageUuid },
        { soort: 'taak', uuid: dossier.uuid },
      ],
    });
    metrics.parked(message.channel, reason.code);
  };
}
