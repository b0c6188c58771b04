import { z } from 'zod';
import { scanSchema } from './scan.schema.ts';

/**
 * Where the bytes of an informatieobject are.
 * - `gridfs`   a GridFS file with this id;
 * - `message`  the raw bytes of an accepted message: the original is kept once, not copied.
 */
export const bytesPlaceSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('gridfs'), id: z.uuid() }),
  z.strictObject({ kind: z.literal('message'), id: z.uuid() }),
]);
export type BytesPlace = z.infer<typeof bytesPlaceSchema>;

/** Document in ons eigen documentregister (ZGW-begrippen): wat een bijlage aanwijst. */
export const informatieobjectSchema = z.strictObject({
  uuid: z.uuid(),
  /** As the sender called it, made safe for a file system and at most 255 characters. */
  bestandsnaam: z.string().min(1).max(255),
  /** Media type (RFC 6838), lower case. */
  formaat: z.string().min(1).max(255),
  /** Bytes. */
  bestandsomvang: z.number().int().nonnegative(),
  /** SHA-256 over the bytes, lower-case hexadecimal. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
  /** `origineel` is the message itself; `bijlage` came with it; `gesprek` is a conversation written out. */
  rol: z.enum(['origineel', 'bijlage', 'gesprek']),
  plaats: bytesPlaceSchema,
  /** Outside the register's shapes. Absent when no scanner was configured at the time. */
  scan: scanSchema.optional(),
});
export type Informatieobject = z.infer<typeof informatieobjectSchema>;
