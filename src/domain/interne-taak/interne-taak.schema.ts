import { z } from 'zod';
import { limitedText } from '../text/limited-text.schema.ts';
import { LIMITS, nummerSchema } from '../klantcontact/klantcontact.schema.ts';

/** Values of `gevraagdeHandeling` that the VNG cases use (C1199, C9708, C6114, C9167). */
export const HANDELING = {
  lezen: 'Lezen en bepalen benodigde actie',
  opvolgen: 'Opvolgen klantcontact',
  herrouteren: 'Opnieuw routeren',
  terugbellen: 'Terugbellen',
} as const;

/** Iets wat een actor moet doen naar aanleiding van precies één klantcontact. */
export const interneTaakSchema = z
  .strictObject({
    uuid: z.uuid(),
    nummer: nummerSchema,
    referentienummer: nummerSchema,
    gevraagdeHandeling: limitedText(LIMITS.gevraagdeHandeling),
    aanleidinggevendKlantcontact: z.uuid(),
    /** De eenheid, en de medewerker die de taak heeft opgepakt. */
    toegewezenAanActoren: z.array(z.uuid()).min(1),
    toelichting: limitedText(LIMITS.toelichting).optional(),
    status: z.enum(['te_verwerken', 'verwerkt']),
    toegewezenOp: z.date(),
    afgehandeldOp: z.date().optional(),
  })
  .refine((taak) => (taak.status === 'verwerkt') === (taak.afgehandeldOp !== undefined), {
    error: 'afgehandeldOp belongs to verwerkt, and only to verwerkt',
  });
export type InterneTaak = z.infer<typeof interneTaakSchema>;
