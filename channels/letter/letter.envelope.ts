import { z } from 'zod';
import { sidecarSchema } from './letter.sidecar.ts';

/** What the ledger keeps of a scan beside its bytes. */
export const letterEnvelopeSchema = z.object({
  fileName: z.string().min(1),
  sidecar: sidecarSchema.optional(),
  /** There was a sidecar, but not all of it could be read. */
  sidecarBroken: z.boolean().optional(),
  /** When it was scanned: the sidecar's `scandatum`, else the file's own time. */
  scanTime: z.iso.datetime(),
  /** Bytes of the file, when only the beginning was taken in. */
  originalSize: z.int().positive().optional(),
});
export type LetterEnvelope = z.infer<typeof letterEnvelopeSchema>;
