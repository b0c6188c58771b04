import { DELIVERY_STATES, type DeliveryState } from '#application/ports/delivery-state-store.ts';
import { parseSentTime } from './sent-time.ts';
import { statusSchema } from './whatsapp.schema.ts';

/** Meta's report about a message of ours; undefined for one that says nothing we know. */
export function parseDeliveryState(status: unknown, receivedAt: Date): DeliveryState | undefined {
  const parsed = statusSchema.safeParse(status);
  if (!parsed.success) return undefined;
  const state = DELIVERY_STATES.find((name) => name === parsed.data.status);
  if (state === undefined) return undefined;
  const errors = (parsed.data.errors ?? []).map(({ code }) => code);
  return { wamid: parsed.data.id, state, at: parseSentTime(parsed.data.timestamp, receivedAt).at, errors };
}
