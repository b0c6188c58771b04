import { z } from 'zod';

/** `kanalen.balie`, `kanalen.telefoon` and `kanalen.webformulier`: a kanaal that is absent has no form. */
export const formConfigSchema = z.strictObject({
  limieten: z
    .strictObject({
      /** Megabytes (1,048,576 bytes) of one submission. */
      inzendingMb: z.int().min(1).max(64).default(10),
    })
    .prefault({}),
});
export type FormConfig = z.infer<typeof formConfigSchema>;
