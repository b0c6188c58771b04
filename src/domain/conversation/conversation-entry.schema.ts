import { z } from 'zod';

export const SOORTEN_MEDIUM = ['image', 'audio', 'video', 'document', 'sticker'] as const;
export const soortMediumSchema = z.enum(SOORTEN_MEDIUM);
export type SoortMedium = z.infer<typeof soortMediumSchema>;

/** What the message says about its medium: enough to fetch it. */
export const mediumReferenceSchema = z.strictObject({
  mediaId: z.string().min(1),
  soort: soortMediumSchema,
  /** SHA-256 as Meta gives it: base64 in webhooks, hexadecimal from the Graph API. */
  sha256: z.string().optional(),
});
export type MediumReference = z.infer<typeof mediumReferenceSchema>;

/**
 * The medium of one message.
 * - `pending`  still to be fetched;
 * - `stored`   its bytes are in GridFS;
 * - `missing`  it will never come (`reason`).
 */
export const mediumSchema = mediumReferenceSchema.extend({
  state: z.enum(['pending', 'stored', 'missing']),
  reason: z.string().optional(),
  /** The klantcontact was registered without it: it is added as a bijlage when it comes, never a second time. */
  late: z.boolean(),
  added: z.boolean(),
  documentId: z.uuid().optional(),
  formaat: z.string().optional(),
  size: z.number().int().nonnegative().optional(),
  sha256Hex: z.string().optional(),
});
export type Medium = z.infer<typeof mediumSchema>;

/** Place of one accepted message: which conversation may hold it. One entry per message is what makes joining exclusive. */
export const conversationEntrySchema = z.strictObject({
  /** Uuid of the accepted message. */
  uuid: z.uuid(),
  conversation: z.uuid(),
  receivedAt: z.date(),
  medium: mediumSchema.optional(),
});
export type ConversationEntry = z.infer<typeof conversationEntrySchema>;
