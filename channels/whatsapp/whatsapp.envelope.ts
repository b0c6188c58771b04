import { z } from 'zod';

/** What the ledger keeps beside the bytes of a message: what the delivery said around it. */
export const messageEnvelopeSchema = z.object({
  soort: z.literal('bericht'),
  /** Uuid of the delivery, which holds the bytes as Meta signed them. */
  payload: z.string(),
  /** Place in the delivery: the order within one second. */
  place: z.number(),
  phoneNumberId: z.string(),
  displayPhoneNumber: z.string().optional(),
  sender: z.string().min(1),
  /** Phone number in digits, when Meta gives one. */
  phone: z.string().optional(),
  /** Name the sender chose for the profile. */
  naam: z.string().optional(),
});
export type MessageEnvelope = z.infer<typeof messageEnvelopeSchema>;

/** Of a delivery or a fragment that could not be read. */
export const unreadableEnvelopeSchema = z.object({ soort: z.enum(['payload', 'fragment']), payload: z.string() });
