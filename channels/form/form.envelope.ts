import { z } from 'zod';
import { FORM_KANALEN } from '#application/ports/form-intake.ts';

/** What is kept beside the bytes of a form. */
export const formEnvelopeSchema = z.strictObject({
  kanaal: z.enum(FORM_KANALEN),
  /** Gebruikersnaam of who was logged in at the page; goes before the one that the form names. */
  medewerker: z.string().min(1).optional(),
  /** Name of the token of the program that sent it; absent: one of our pages, or an older version took it in. */
  via: z.string().min(1).optional(),
  /** SHA-256 over the contents without their order and white space: the same form sent again, or another one. */
  contentSha256: z.string(),
});
export type FormEnvelope = z.infer<typeof formEnvelopeSchema>;
