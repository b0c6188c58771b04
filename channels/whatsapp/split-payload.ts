import { createHash } from 'node:crypto';
import type { PayloadContents, UnreadableMessage } from '#application/ports/conversation-reader.ts';
import type { DeliveryState } from '#application/ports/delivery-state-store.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { Payload } from '#application/ports/payload-store.ts';
import { unprocessable } from '#domain/failure/failure.ts';
import { parseDeliveryState } from './delivery-state.ts';
import { ignoredFieldCode } from './ignored-fields.ts';
import type { MessageEnvelope } from './whatsapp.envelope.ts';
import { fragmentKey, messageKey, messageUuid } from './whatsapp.message-key.ts';
import { parseJson } from './whatsapp.parse.ts';
import {
  changeSchema,
  entrySchema,
  messageSchema,
  payloadSchema,
  valueSchema,
  type Contact,
  type RawMessage,
} from './whatsapp.schema.ts';

type Value = ReturnType<typeof valueSchema.parse>;

/** Every entry, every change, every message and status in them: reading only the first loses the rest in silence. */
export function splitPayload(payload: Payload, phoneNumberIds: ReadonlySet<string>): PayloadContents {
  const messages: NewMessage[] = [];
  const unreadable: UnreadableMessage[] = [];
  const deliveryStates: DeliveryState[] = [];
  const ignored = new Map<string, number>();
  let unknownNumbers = 0;
  const ignore = (code: string, times = 1) => {
    if (times > 0) ignored.set(code, (ignored.get(code) ?? 0) + times);
  };

  const root = payloadSchema.safeParse(parseJson(payload.raw, 'whatsapp-payload-unreadable'));
  if (!root.success) throw unprocessable('whatsapp-payload-unreadable', 'The payload is not a JSON object');
  for (const { field, value } of changesOf(root.data.entry ?? [], ignore)) {
    const parsed = valueSchema.safeParse(value);
    if (!parsed.success || (field ?? 'messages') !== 'messages') {
      ignore(ignoredFieldCode(field));
      continue;
    }
    takeMessages(parsed.data);
    takeStates(parsed.data);
    ignore('errors', parsed.data.errors?.length ?? 0);
    ignore('message-echoes', parsed.data.message_echoes?.length ?? 0);
  }
  return { messages, unreadable, deliveryStates, ignored, unknownNumbers };

  function takeMessages(value: Value): void {
    for (const fragment of value.messages ?? []) {
      const raw = Buffer.from(JSON.stringify(fragment), 'utf8');
      const place = messages.length + unreadable.length;
      const parsed = messageSchema.safeParse(fragment);
      const envelope = parsed.success ? toEnvelope(parsed.data, value, payload.uuid, place) : undefined;
      if (!parsed.success || envelope === undefined) {
        const key = fragmentKey(hash(raw));
        const message = toNewMessage(payload, key, raw, { soort: 'fragment', payload: payload.uuid }, []);
        unreadable.push({ message, code: 'whatsapp-message-unreadable' });
        continue;
      }
      if (phoneNumberIds.size > 0 && !phoneNumberIds.has(envelope.phoneNumberId)) unknownNumbers += 1;
      const { id } = parsed.data;
      messages.push(toNewMessage(payload, messageKey(id), raw, { ...envelope }, [id]));
    }
  }

  function takeStates(value: Value): void {
    for (const status of value.statuses ?? []) {
      const state = parseDeliveryState(status, payload.receivedAt);
      if (state === undefined) ignore('status-unknown');
      else deliveryStates.push(state);
    }
  }
}

function changesOf(entries: readonly unknown[], ignore: (code: string) => void) {
  return entries.flatMap((entry) => {
    const parsed = entrySchema.safeParse(entry);
    if (!parsed.success) ignore('entry-unreadable');
    return (parsed.data?.changes ?? []).flatMap((change) => {
      const one = changeSchema.safeParse(change);
      if (!one.success) ignore('change-unreadable');
      return one.success ? [one.data] : [];
    });
  });
}

/**
 * Who sent it: a phone number, or a business-scoped user id when the phone number is hidden. Empty strings occur; the
 * schema has made them absent.
 */
function toEnvelope(message: RawMessage, value: Value, payload: string, place: number): MessageEnvelope | undefined {
  const contact = contactOf(message, value.contacts ?? []);
  const sender = message.from ?? message.from_user_id ?? contact?.wa_id ?? contact?.user_id;
  if (sender === undefined) return undefined;
  const phone = [message.from, contact?.wa_id].find((candidate) => /^\+?[0-9]{7,15}$/.test(candidate ?? ''));
  const naam = contact?.profile?.name;
  const { phone_number_id = 'unknown', display_phone_number } = value.metadata ?? {};
  return {
    soort: 'bericht',
    payload,
    place,
    phoneNumberId: phone_number_id,
    sender,
    ...(phone === undefined ? {} : { phone: phone.replace('+', '') }),
    ...(naam === undefined ? {} : { naam }),
    ...(display_phone_number === undefined ? {} : { displayPhoneNumber: display_phone_number }),
  };
}

/** The contact with one of the sender's ids; a single contact belongs to the message even when the ids differ in form. */
function contactOf(message: RawMessage, contacts: readonly Contact[]): Contact | undefined {
  const match = contacts.find(
    ({ wa_id, user_id }) =>
      (wa_id !== undefined && wa_id === message.from) || (user_id !== undefined && user_id === message.from_user_id),
  );
  return match ?? (contacts.length === 1 ? contacts[0] : undefined);
}

export function toNewMessage(
  payload: Payload,
  key: string,
  raw: Uint8Array,
  envelope: Readonly<Record<string, unknown>>,
  aliases: readonly string[],
): NewMessage {
  return {
    uuid: messageUuid(key),
    key,
    channel: 'whatsapp',
    receivedAt: payload.receivedAt,
    envelope,
    location: `payload/${payload.uuid}`,
    aliases,
    mediaType: 'application/json',
    sha256: hash(raw),
    raw,
  };
}

export const hash = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex');
