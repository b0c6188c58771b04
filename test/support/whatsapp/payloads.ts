import { createHmac } from 'node:crypto';

export const APP_SECRET = 'een-geheim-van-de-app';
export const VERIFY_TOKEN = 'een-token-om-te-noemen';
export const OUR_NUMBER = '106540352242922';

export interface FakeMessage {
  readonly id: string;
  /** Seconds since 1970. */
  readonly at: number;
  readonly from?: string;
  readonly [part: string]: unknown;
}

/** One delivery as Meta sends it, with invented people. */
export function payloadOf(
  messages: readonly unknown[],
  options: { naam?: string; from?: string; line?: string } = {},
): Uint8Array {
  const { naam = 'Fatima Jansen', from = '31612345678', line = OUR_NUMBER } = options;
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '31201234567', phone_number_id: line },
    contacts: [{ profile: { name: naam }, wa_id: from }],
    messages,
  };
  return encode({
    object: 'whatsapp_business_account',
    entry: [{ id: '419561257915477', changes: [{ field: 'messages', value }] }],
  });
}

export const text = (id: string, at: number, body: string, from = '31612345678') => ({
  from,
  id,
  timestamp: String(at),
  type: 'text',
  text: { body },
});

export const image = (id: string, at: number, mediaId: string, caption?: string, from = '31612345678') => ({
  from,
  id,
  timestamp: String(at),
  type: 'image',
  image: { id: mediaId, mime_type: 'image/jpeg', ...(caption === undefined ? {} : { caption }) },
});

export const encode = (value: unknown): Uint8Array => new TextEncoder().encode(JSON.stringify(value));

export const sign = (body: Uint8Array, secret = APP_SECRET) =>
  `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`;
