import { z } from 'zod';

/**
 * The outside of a delivery, as loose as can be: Meta adds fields without notice, and one odd value may not cost the
 * rest (Meta, "Webhooks payload reference"). What a message holds is read by message-content.ts.
 */
const list = z.array(z.unknown()).catch([]);
/**
 * Ids come as strings, now and then as numbers; the empty string means absent. So does one that is longer than any id:
 * each message of a delivery keeps these, so that a long one would be stored as often as there are messages.
 */
const text = z
  .union([z.string().max(200), z.number()])
  .transform((value) => (value === '' ? undefined : String(value).toWellFormed()))
  .optional()
  .catch(undefined);
/** Names and headlines may be long; nobody needs more of them than this. */
const words = z
  .string()
  .transform((value) => (value === '' ? undefined : value.slice(0, 1_000).toWellFormed()))
  .optional()
  .catch(undefined);
/** Half a character is no id: the database would make two different ones the same. */
const id = z
  .string()
  .min(1)
  .max(450)
  .refine((value) => value.isWellFormed());
const flag = z.boolean().catch(false).optional();

const contactSchema = z
  .looseObject({
    wa_id: text,
    user_id: text,
    profile: z.looseObject({ name: words }).optional().catch(undefined),
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
  id,
  type: text,
  from: text,
  from_user_id: text,
  timestamp: z.unknown().optional(),
  context: z.looseObject({ id: text, forwarded: flag, frequently_forwarded: flag }).optional().catch(undefined),
  referral: z.looseObject({ headline: words }).optional().catch(undefined),
  errors: list.optional(),
});
export type RawMessage = z.infer<typeof messageSchema>;

export const statusSchema = z.looseObject({
  id,
  status: z.string().max(100),
  timestamp: z.unknown().optional(),
  errors: z
    .array(z.looseObject({ code: z.number() }).catch({ code: 0 }))
    .max(100)
    .catch([])
    .optional(),
});
