import { z } from 'zod';

/** 32 bytes as hexadecimal, and as base64 without its padding. */
const HEX_LENGTH = 64;
const LENGTH = 43;
/** Fewer different signs than any random text of that length has. */
const HEX_SIGNS = 9;
const SIGNS = 16;

/** A reference to a secret that is not there has its own complaint. */
const isReference = (text: string) => text.includes('${');

function isStrong(text: string): boolean {
  const signs = new Set(text).size;
  return /^[0-9a-f]+$/i.test(text)
    ? text.length >= HEX_LENGTH && signs >= HEX_SIGNS
    : text.length >= LENGTH && signs >= SIGNS;
}

const sleutelSchema = z
  .string()
  .max(1_000)
  .refine((text) => isReference(text) || isStrong(text), {
    error: 'is te kort of te voorspelbaar: neem minstens 32 willekeurige bytes (openssl rand -base64 32)',
  });

/** With what the audit log is sealed; absent: a key of the program's own in DATA_DIR. */
export const auditSchema = z.strictObject({
  sleutel: sleutelSchema,
  /** Keys that were replaced: they prove what they sealed, and seal nothing more. */
  eerdere: z.array(sleutelSchema).max(100).default([]),
  /** `blok:hash` of the last block that was sealed with a key that is lost: the chain goes on after it, unproved until there. */
  aanvaard: z
    .string()
    .regex(/^[1-9]\d{0,8}:[0-9a-f]{64}$/, { error: 'is het nummer van een blok, een dubbele punt en zijn hash' })
    .transform((text) => {
      const [blok = '', hash = ''] = text.split(':');
      return { blok: Number(blok), hash };
    })
    .optional(),
});
export type AuditConfig = z.infer<typeof auditSchema>;
