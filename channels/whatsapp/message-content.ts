import { z } from 'zod';
import type { SoortMedium } from '#domain/conversation/conversation-entry.schema.ts';
import type { Content } from './content.ts';
import { readInteractive } from './read-interactive.ts';
import type { RawMessage } from './whatsapp.schema.ts';

const line = z.string().min(1).optional().catch(undefined);
const id = z
  .union([z.string().min(1).max(450), z.number()])
  .transform(String)
  .optional()
  .catch(undefined);

const mediumSchema = z.looseObject({
  id,
  mime_type: line,
  sha256: line,
  caption: line,
  filename: line,
  voice: z.boolean().catch(false).optional(),
});
const named = z.looseObject({ formatted_name: line, first_name: line, last_name: line });

const personSchema = z.looseObject({
  name: named.optional().catch(undefined),
  phones: z.array(z.looseObject({ phone: line })).catch([]),
});
/** Contact cards of one message that are written out; the message itself is kept whole. */
const MOST_PEOPLE = 250;

type Read = (part: unknown) => Content;
const read =
  <S extends z.ZodType>(schema: S, to: (part: z.infer<S>) => Content): Read =>
  (part) => {
    const parsed = schema.safeParse(part);
    return parsed.success ? to(parsed.data) : { kind: 'unsupported', whole: false };
  };

/** One reader per `type`; the part of a message has the name of its type. */
const READERS: Readonly<Record<string, Read>> = {
  text: read(z.looseObject({ body: z.string() }), ({ body }) => ({ kind: 'text', text: body })),
  button: read(z.looseObject({ text: z.string().min(1) }), ({ text }) => ({ kind: 'choice', text })),
  interactive: read(z.looseObject({ type: z.string() }), readInteractive),
  image: medium('image'),
  audio: medium('audio'),
  voice: medium('audio'),
  video: medium('video'),
  document: medium('document'),
  sticker: medium('sticker'),
  location: read(
    z.looseObject({ latitude: z.coerce.number(), longitude: z.coerce.number(), name: line, address: line }),
    ({ latitude, longitude, name, address }) => ({
      kind: 'location',
      latitude,
      longitude,
      ...(name === undefined ? {} : { name }),
      ...(address === undefined ? {} : { address }),
    }),
  ),
  contacts: read(z.array(z.unknown()), (people) => ({
    kind: 'contacts',
    people: people.slice(0, MOST_PEOPLE).map(readPerson),
  })),
  order: read(
    z.looseObject({ product_items: z.array(z.unknown()).catch([]), text: line }),
    ({ product_items, text }) => ({
      kind: 'order',
      items: product_items.length,
      ...(text === undefined ? {} : { text }),
    }),
  ),
  reaction: read(z.looseObject({ message_id: id, emoji: line }), ({ message_id, emoji }) => ({
    kind: 'reaction',
    emoji: emoji ?? '',
    ...(message_id === undefined ? {} : { to: message_id }),
  })),
  edit: read(
    z.looseObject({ original_message_id: id, message: z.looseObject({}) }),
    ({ original_message_id, message }) => ({
      kind: 'edit',
      ...(original_message_id === undefined ? {} : { original: original_message_id }),
      content: readContent(message, 1),
    }),
  ),
  revoke: read(z.looseObject({ original_message_id: id }), ({ original_message_id }) => ({
    kind: 'revoke',
    ...(original_message_id === undefined ? {} : { original: original_message_id }),
  })),
  system: read(z.looseObject({ type: line }), ({ type = '' }) => ({
    kind: 'system',
    change: /number/.test(type) ? 'number' : /identity/.test(type) ? 'identity' : 'other',
  })),
  request_welcome: () => ({ kind: 'welcome' }),
  // Meta says itself that there is nothing to show (131051, 131060).
  unsupported: () => ({ kind: 'unsupported', whole: true }),
  unknown: () => ({ kind: 'unsupported', whole: true }),
};

export function parseContent(message: RawMessage): Content {
  return readContent(message, 0);
}

/** Messages without a type occur: the part that is there tells. */
function readContent(message: Record<string, unknown>, depth: number): Content {
  const given = typeof message['type'] === 'string' ? message['type'] : undefined;
  const type = given ?? Object.keys(READERS).find((name) => message[name] !== undefined) ?? 'unknown';
  const reader = Object.hasOwn(READERS, type) ? READERS[type] : undefined;
  if (reader === undefined || depth > 1) return { kind: 'unsupported', whole: false };
  // A known type without its part: Meta could not give it (131000); there is nothing more to keep.
  if (message[type] === undefined && type !== 'request_welcome') return { kind: 'unsupported', whole: true };
  return reader(message[type]);
}

function medium(soort: SoortMedium): Read {
  return read(mediumSchema, ({ id: mediaId, mime_type, sha256, caption, filename, voice }) => ({
    kind: 'medium',
    soort,
    voice: voice ?? false,
    ...(caption === undefined ? {} : { caption }),
    ...(filename === undefined ? {} : { filename }),
    ...(mime_type === undefined ? {} : { formaat: mime_type }),
    ...(mediaId === undefined ? {} : { reference: { mediaId, soort, ...(sha256 === undefined ? {} : { sha256 }) } }),
  }));
}

function readPerson(person: unknown): string {
  const parsed = personSchema.safeParse(person);
  if (!parsed.success) return 'onbekend';
  const { name, phones } = parsed.data;
  const called = name?.formatted_name ?? [name?.first_name, name?.last_name].filter(Boolean).join(' ');
  const numbers = phones.flatMap(({ phone }) => (phone === undefined ? [] : [phone]));
  return [called === '' ? 'onbekend' : called, ...numbers].join(', ');
}
