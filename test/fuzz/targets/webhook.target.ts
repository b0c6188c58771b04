import { createWhatsappReader } from '#channels/whatsapp/whatsapp.reader.ts';
import { payloadUuid } from '#channels/whatsapp/whatsapp.message-key.ts';
import { hash } from '#channels/whatsapp/split-payload.ts';
import { mediumReferenceSchema } from '#domain/conversation/conversation-entry.schema.ts';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import { storedMessageSchema } from '#domain/inbound-message/stored-message.schema.ts';
import { seedConversations } from '#main/demo/seed/whatsapp/seed-conversations.ts';
import { asStored } from '#test/support/whatsapp/read-conversation.ts';
import type { FuzzTarget } from '../target.ts';
import { demand } from '../target.ts';
import { checkFileName, checkNormalised } from './check-normalised.ts';
import { JSON_WORDS } from './json-words.ts';
import { SEED_MOMENT, seedFiles, SMALL_MEDIA } from './seed-files.ts';

const KEYS =
  'object entry changes field value metadata phone_number_id contacts profile name wa_id user_id messages statuses errors id from from_user_id timestamp type text body image video audio voice document sticker location latitude longitude contacts reaction message_id emoji interactive button_reply list_reply nfm_reply response_json title description button payload order product_items context forwarded referral headline edit original_message_id message revoke system request_welcome unsupported caption filename mime_type sha256 code';
const TYPES =
  'text image audio voice video document sticker location contacts order reaction edit revoke system button interactive request_welcome unsupported unknown __proto__ constructor';
const reader = createWhatsappReader({ phoneNumberIds: [] });

/** A delivery of Meta: split, each message accepted, all of them one conversation, up to the register. */
export const target: FuzzTarget = {
  title: 'a webhook of WhatsApp: split-payload.ts, reading and rendering of messages, up to the unit of the register',
  dictionary: [
    ...JSON_WORDS,
    ...KEYS.split(' ').map((key) => `"${key}":`),
    ...TYPES.split(' ').flatMap((type) => [`"type":"${type}"`, `"${type}":{}`]),
    ...[
      '"wamid.X"',
      '"31600000001"',
      '"1767866400"',
      '"99999999999"',
      '"image/jpeg; codecs=x"',
      '"../x.pdf"',
      '"{\\"a\\":[1]}"',
    ],
  ],
  batch: 64,
  largest: 64 * 1024,
  seeds: async () => {
    const conversations = seedConversations(SEED_MOMENT, SMALL_MEDIA);
    return [
      ...conversations.flatMap(({ deliveries }) => deliveries).map((delivery) => Buffer.from(JSON.stringify(delivery))),
      ...(await seedFiles('../shared/fixtures/whatsapp', ['.json'], 16 * 1024)),
    ];
  },
  run: async (raw) => {
    const payload = { uuid: payloadUuid(hash(raw)), raw, receivedAt: SEED_MOMENT };
    storedMessageSchema.parse(asStored(reader.toUnreadablePayload(payload)));
    const { messages, unreadable, deliveryStates } = reader.split(payload);
    // A flood of rubbish is parked as one: the whole delivery.
    const isWhole = unreadable.some(({ message }) => hash(message.raw) === hash(raw));
    demand(
      isWhole || messages.length + unreadable.length >= countMessages(raw),
      'no message of a delivery is left out',
    );
    for (const state of deliveryStates) {
      for (const value of Object.values(state)) {
        demand(!(value instanceof Date) || !Number.isNaN(value.getTime()), 'the moment of a delivery state is one');
      }
    }
    for (const { message } of unreadable) storedMessageSchema.parse(asStored(message));
    const stored = messages.map((message) => storedMessageSchema.parse(asStored(message)));
    for (const message of stored) {
      const joining = reader.toJoining(message);
      if (joining.medium === undefined) continue;
      mediumReferenceSchema.parse(joining.medium);
      checkFileName(reader.toFileName(message, { ...joining.medium, state: 'pending', late: false, added: false }));
    }
    const parts = stored.map((message) => ({ message }));
    for (const { op, tekst } of reader.toLines(parts)) {
      demand(
        !Number.isNaN(op.getTime()) && typeof tekst === 'string',
        'a line of a conversation has a moment and text',
      );
    }
    if (parts.length > 0) await checkNormalised(reader.normalise({} as Conversation, parts));
  },
};

/** Messages in the delivery, counted by other means than the reader's. */
function countMessages(raw: Uint8Array): number {
  const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);
  const part = (value: unknown, name: string): unknown =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)[name]
      : undefined;
  const root: unknown = JSON.parse(Buffer.from(raw).toString('utf8'));
  return list(part(root, 'entry'))
    .flatMap((entry) => list(part(entry, 'changes')))
    .filter((change) => (part(change, 'field') ?? 'messages') === 'messages')
    .flatMap((change) => list(part(part(change, 'value'), 'messages'))).length;
}
