import { z } from 'zod';

/**
 * The outside of a delivery, as loose as can be: Meta adds fields without notice, and one odd value may not cost the
 * rest (Meta, "Webhooks payload reference"). What a message holds is read by message-content.ts.
 */
const list = z.array(z.unknown()).catch([]);
/** Ids come as strings, now and then as numbers; the empty string means absent. */
const text = z
  .union([z.string(), z.number()])
  .transform((value) => (value === '' ? undefined : String(value)))
  .optional()
  .catch(undefined);
const flag = z.boolean().catch(false).optional();

const contactSchema = z
  .looseObject({
    wa_id: text,
    user_id: text,
    profile: z.looseObject({ name: text }).optional().catch(undefined),
  })
  .catch({ wa_id: undefined, user_id: undefined });
export type Contact = z.infer<typeof contactSchema>;

export const valueSchema = z.looseObject({
  metadata: z.looseObject({ phone_number_id: text, display_phone_number: text }).optional().catch(undefined),
  contacts: z.array(contactSchema).catch([]).optional(),
  messages: list.optional(),
  statuses: list.optional(),
  errors: list.optional(),
  message_echoes: list.optional(),
});

export const payloadSchema = z.looseObject({ entry: list.optional() });
export const entrySchema = z.looseObject({ changes: list.optional() });
export const changeSchema = z.looseObject({ field: text, value: z.unknown().optional() });

/** What every message needs: an id. The sender may stand in the contact instead. */
export const messageSchema = z.looseObject({
  id: z.string().min(1).max(450),
  type: text,
  from: text,
  from_user_id: text,
  timestamp: z.unknown().optional(),
  context: z.looseObject({ id: text, forwarded: flag, frequently_forwarded: flag }).optional().catch(undefined),
  referral: z.looseObject({ headline: text }).optional().catch(undefined),
  errors: list.optional(),
});
export type RawMessage = z.infer<typeof messageSchema>;

export const statusSchema = z.looseObject({
  id: z.string().min(1).max(450),
  status: z.string(),
  timestamp: z.unknown().optional(),
  errors: z
    .array(z.looseObject({ code: z.number() }).catch({ code: 0 }))
    .catch([])
    .optional(),
});
