import type { Expectation, Seed } from '../seed.ts';

/** A file that the demo's Graph server gives for `id`. */
export interface SeedMedium {
  readonly id: string;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

/** One conversation: the deliveries of Meta's webhook in order, and the media that they name. */
export interface SeedConversation extends Seed {
  readonly channel: 'whatsapp';
  readonly deliveries: readonly object[];
  readonly media: readonly SeedMedium[];
}

export interface ConversationFacts {
  readonly id: string;
  readonly titel: string;
  /** Digits as Meta sends them, without a plus; numbers that nobody has. */
  readonly telefoon: string;
  readonly naam: string;
  /** `type` and the contents under it, as in Meta's "Webhooks payload reference". */
  readonly berichten: readonly Readonly<Record<string, unknown>>[];
  readonly media?: readonly SeedMedium[];
  readonly expects: Expectation;
}

export const PHONE_NUMBER_ID = '100000000000001';
const DISPLAY_NUMBER = '31600000000';
const SECONDS_BETWEEN = 4;

export const wamidOf = (id: string, index: number) =>
  `wamid.${Buffer.from(`demo-${id}-${index + 1}`).toString('base64')}`;

/** Each message in a delivery of its own, as Meta sends them when they are typed one after the other. */
export function seedConversation(facts: ConversationFacts, moment: Date): SeedConversation {
  const { id, titel, telefoon, naam, berichten, media = [], expects } = facts;
  const start = Math.floor(moment.getTime() / 1000) - berichten.length * SECONDS_BETWEEN;
  const deliveries = berichten.map((bericht, index) =>
    delivery(
      { profile: { name: naam }, wa_id: telefoon },
      { from: telefoon, id: wamidOf(id, index), timestamp: String(start + index * SECONDS_BETWEEN), ...bericht },
    ),
  );
  const terms = berichten.map((_, index) => wamidOf(id, index));
  return { channel: 'whatsapp', titel, terms, deliveries, media, expects };
}

function delivery(contact: object, message: object): object {
  const metadata = { display_phone_number: DISPLAY_NUMBER, phone_number_id: PHONE_NUMBER_ID };
  const value = { messaging_product: 'whatsapp', metadata, contacts: [contact], messages: [message] };
  return {
    object: 'whatsapp_business_account',
    entry: [{ id: '200000000000001', changes: [{ field: 'messages', value }] }],
  };
}
