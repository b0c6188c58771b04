import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { vervangingUuid } from '#domain/inbound-message/vervanging-uuid.ts';
import { buildHerstelTaak } from '#domain/interne-taak/herstel-taak.ts';
import { SEED_MOMENT } from './seed-files.ts';

const key = 'email:info:-:fuzz';
const uuid = deterministicUuid(key, 'message');
const repaired = 'd'.repeat(64);
const reason = { code: 'mail-too-deep' };
const bericht: StoredMessage = {
  uuid,
  key,
  channel: 'email',
  state: 'parked',
  reason,
  receivedAt: SEED_MOMENT,
  acceptedAt: SEED_MOMENT,
  envelope: { mailbox: 'info', folder: 'INBOX' },
  locations: ['info/INBOX/1/2'],
  aliases: ['<a@b.example>'],
  size: 3,
  sha256: 'c'.repeat(64),
  mediaType: 'message/rfc822',
  attempts: 1,
  klantcontacten: [],
  internetaken: [{ uuid, nummer: '7' }],
  steps: [{ op: SEED_MOMENT, step: 'parked', detail: 'mail-too-deep' }],
  herstel: {
    vervangingen: [
      {
        id: vervangingUuid(uuid, repaired),
        bestandsnaam: 'x.eml',
        mediaType: 'message/rfc822',
        size: 3,
        sha256: repaired,
      },
    ],
    wijzigingen: [{ op: SEED_MOMENT, door: 'beheer', handeling: 'bytes-vervangen', reden: 'x' }],
  },
};
const taak = buildHerstelTaak({
  messageUuid: uuid,
  kanaal: 'e-mail',
  receivedAt: SEED_MOMENT,
  nummer: '7',
  reason,
  termijnWerkdagen: 2,
  isHoliday: () => false,
  now: SEED_MOMENT,
});

/** An exported parked message with everything that one can have. */
export const parkedSeed = { bericht, taak };
