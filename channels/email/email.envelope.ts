import { z } from 'zod';

/** What the ledger keeps of a mail beside its bytes. */
export const emailEnvelopeSchema = z.object({
  /** Naam of the mailbox in the configuration. */
  mailbox: z.string().min(1),
  folder: z.string().min(1),
  /** Bytes at the server, when only the beginning was taken in. */
  originalSize: z.int().positive().optional(),
});
export type EmailEnvelope = z.infer<typeof emailEnvelopeSchema>;
