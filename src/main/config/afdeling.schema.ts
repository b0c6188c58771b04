import { z } from 'zod';

/** Organisatorische eenheid; `KCC` is er één van. */
export const afdelingSchema = z.strictObject({
  code: z.string().min(1).max(40),
  naam: z.string().min(1).max(200),
  email: z.email().max(254).optional(),
  telefoonnummer: z.string().max(20).optional(),
  omschrijving: z.string().max(200).optional(),
});
export type Afdeling = z.infer<typeof afdelingSchema>;
