import { createHmac } from 'node:crypto';
import type { SeedConversation } from '../seed/whatsapp/seed-conversation.ts';

/** What Meta does: each delivery is posted, signed over its bytes with the app's secret, and must be answered 200. */
export async function postConversation(
  address: string,
  appSecret: string,
  { deliveries }: SeedConversation,
): Promise<void> {
  for (const delivery of deliveries) {
    const body = JSON.stringify(delivery);
    const signature = createHmac('sha256', appSecret).update(body).digest('hex');
    const { status } = await fetch(`${address}/webhooks/whatsapp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-hub-signature-256': `sha256=${signature}` },
      body,
    });
    if (status !== 200) throw new Error(`the webhook answered ${status} instead of 200`);
  }
}
