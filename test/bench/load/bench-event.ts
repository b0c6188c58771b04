import { createHmac } from 'node:crypto';

export interface SignedEvent {
  readonly body: string;
  readonly signature: string;
}

/** Senders write a handful of messages each. */
const MESSAGES_A_SENDER = 5;

/** One delivery of Meta with one text message, signed as Meta signs. */
export function benchEvent(prefix: string, index: number, appSecret: string): SignedEvent {
  const sender = `3160${String(Math.floor(index / MESSAGES_A_SENDER)).padStart(7, '0')}`;
  const message = {
    from: sender,
    id: `wamid.${Buffer.from(`${prefix}-${index}`).toString('base64')}`,
    timestamp: '1795510000',
    type: 'text',
    text: { body: `Wanneer wordt het papier opgehaald in onze straat? (${index})` },
  };
  const value = {
    messaging_product: 'whatsapp',
    metadata: { display_phone_number: '31600000000', phone_number_id: '100000000000001' },
    contacts: [{ profile: { name: 'Inwoner' }, wa_id: sender }],
    messages: [message],
  };
  const body = JSON.stringify({
    object: 'whatsapp_business_account',
    entry: [{ id: '200000000000001', changes: [{ field: 'messages', value }] }],
  });
  return { body, signature: `sha256=${createHmac('sha256', appSecret).update(body).digest('hex')}` };
}
