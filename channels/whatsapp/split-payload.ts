import { createHash } from 'node:crypto';
import type { PayloadContents, UnreadableMessage } from '#application/ports/conversation-reader.ts';
import type { DeliveryState } from '#application/ports/delivery-state-store.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { Payload } from '#application/ports/payload-store.ts';
import { unprocessable } from '#domain/failure/failure.ts';
import { hasMoreValues } from '#domain/text/json-size.ts';
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
type FindContact = (message: RawMessage) => Contact | undefined;

/**
 * Values in one delivery. Meta puts at most a thousand updates in one, of some twenty values each; more than this is no
 * delivery, and reading it would hold up everything else that this process does.
 */
const MOST_VALUES = 60_000;
/** Twice what Meta puts in one delivery. */
const MOST_MESSAGES = 2_000;
/** Bytes of one message: a text has at most 4,096 characters, a form or an order some tens of thousands. */
const LARGEST_MESSAGE = 256 * 1024;
/** More than these in one delivery are parked as one: a flood of rubbish is one task and not thousands. */
const MOST_FRAGMENTS = 20;

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

  if (hasMoreValues(payload.raw, MOST_VALUES)) {
    throw unprocessable('whatsapp-payload-too-large', 'The payload has too many values');
  }
  const root = payloadSchema.safeParse(parseJson(payload.raw, 'whatsapp-payload-unreadable'));
  if (!root.success) throw unprocessable('whatsapp-payload-unreadable', 'The payload is not a JSON object');
  for (const { field, value } of changesOf(root.data.entry ?? [], ignore)) {
    const parsed = isGroup(value) ? valueSchema.safeParse(value) : undefined;
    if (parsed?.success !== true || (field ?? 'messages') !== 'messages') {
      ignore(ignoredFieldCode(field));
      continue;
    }
    takeMessages(parsed.data);
    takeStates(parsed.data);
    ignore('errors', parsed.data.errors?.length ?? 0);
    ignore('message-echoes', parsed.data.message_echoes?.length ?? 0);
  }
  return { messages, unreadable: bundle(unreadable, payload), deliveryStates, ignored, unknownNumbers };

  function takeMessages(value: Value): void {
    const fragments = value.messages ?? [];
    if (messages.length + unreadable.length + fragments.length > MOST_MESSAGES) {
      throw unprocessable('whatsapp-payload-too-large', 'The payload has too many messages');
    }
    const findContact = contactFinder(value.contacts ?? []);
    for (const fragment of fragments) {
      const raw = toBytes(fragment);
      const place = messages.length + unreadable.length;
      const parsed = raw !== undefined && isGroup(fragment) ? messageSchema.safeParse(fragment) : undefined;
      const envelope =
        parsed?.success === true ? toEnvelope(parsed.data, value, findContact, payload.uuid, place) : undefined;
      if (raw === undefined || parsed?.success !== true || envelope === undefined) {
        unreadable.push(toFragment(payload, raw));
        continue;
      }
      if (phoneNumberIds.size > 0 && !phoneNumberIds.has(envelope.phoneNumberId)) unknownNumbers += 1;
      const { id } = parsed.data;
      messages.push(toNewMessage(payload, messageKey(id), raw, { ...envelope }, [id]));
    }
  }

  function takeStates(value: Value): void {
    for (const status of value.statuses ?? []) {
      const state = isGroup(status) ? parseDeliveryState(status, payload.receivedAt) : undefined;
      if (state === undefined) ignore('status-unknown');
      else deliveryStates.push(state);
    }
  }
}

/** Undefined for what is too large or too deeply nested to be a message. */
function toBytes(fragment: unknown): Uint8Array | undefined {
  try {
    const raw = Buffer.from(JSON.stringify(fragment), 'utf8');
    return raw.byteLength > LARGEST_MESSAGE ? undefined : raw;
  } catch {
    return undefined;
  }
}

/** What cannot be written by itself keeps the bytes of its whole delivery. */
function toFragment(payload: Payload, own: Uint8Array | undefined): UnreadableMessage {
  const raw = own ?? payload.raw;
  const envelope = { soort: 'fragment', payload: payload.uuid };
  return {
    message: toNewMessage(payload, fragmentKey(hash(raw)), raw, envelope, []),
    code: 'whatsapp-message-unreadable',
  };
}

function bundle(unreadable: readonly UnreadableMessage[], payload: Payload): readonly UnreadableMessage[] {
  return unreadable.length > MOST_FRAGMENTS ? [toFragment(payload, undefined)] : unreadable;
}

const isGroup = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);

function changesOf(entries: readonly unknown[], ignore: (code: string) => void) {
  return entries.flatMap((entry) => {
    const parsed = isGroup(entry) ? entrySchema.safeParse(entry) : undefined;
    if (parsed?.success !== true) ignore('entry-unreadable');
    return (parsed?.data?.changes ?? []).flatMap((change) => {
      const one = isGroup(change) ? changeSchema.safeParse(change) : undefined;
      if (one?.success === true) return [one.data];
      ignore('change-unreadable');
      return [];
    });
  });
}

/**
 * Who sent it: a phone number, or a business-scoped user id when the phone number is hidden. Empty strings occur; the
 * schema has made them absent.
 */
function toEnvelope(
  message: RawMessage,
  value: Value,
  findContact: FindContact,
  payload: string,
  place: number,
): MessageEnvelope | undefined {
  const contact = findContact(message);
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
function contactFinder(contacts: readonly Contact[]): FindContact {
  // Backwards, so that the first one of an id counts.
  const byPhone = new Map([...contacts].reverse().map((contact) => [contact.wa_id, contact]));
  const byUser = new Map([...contacts].reverse().map((contact) => [contact.user_id, contact]));
  const [first, ...others] = contacts;
  return ({ from, from_user_id }) =>
    (from === undefined ? undefined : byPhone.get(from)) ??
    (from_user_id === undefined ? undefined : byUser.get(from_user_id)) ??
    (others.length === 0 ? first : undefined);
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
