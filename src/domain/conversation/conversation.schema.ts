import { z } from 'zod';

/**
 * The life of a conversation (an inbound burst of one person on one number of ours, product decision 6).
 * - `open`       messages join it; at most one per number and sender;
 * - `finishing`  sealed: no message joins any more, its klantcontact is being registered;
 * - `finished`   its klantcontact stands in the register, or it is aside or parked with its messages.
 */
export const conversationStateSchema = z.enum(['open', 'finishing', 'finished']);
export type ConversationState = z.infer<typeof conversationStateSchema>;

export const conversationSchema = z.strictObject({
  uuid: z.uuid(),
  state: conversationStateSchema,
  /** Meta's id of our number. */
  phoneNumberId: z.string(),
  /** Phone number or business-scoped user id of the other side. */
  sender: z.string().min(1),
  /** Receipt times, not sent times: silence is what we hear. */
  firstReceivedAt: z.date(),
  lastReceivedAt: z.date(),
  /** Uuids of the accepted messages, each at most once; the set is fixed once the state is not `open`. */
  messages: z.array(z.uuid()),
  sealedAt: z.date().optional(),
  finishedAt: z.date().optional(),
});
export type Conversation = z.infer<typeof conversationSchema>;
