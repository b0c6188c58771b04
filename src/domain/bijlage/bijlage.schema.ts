import { z } from 'zod';
import { identificatorSchema } from '../identity/identificator.schema.ts';

/** Verwijzing naar een bewaard informatieobject: zonder naam en zonder inhoud. */
export const bijlageSchema = z.strictObject({
  uuid: z.uuid(),
  wasBijlageVanKlantcontact: z.uuid(),
  bijlageidentificator: identificatorSchema,
});
export type Bijlage = z.infer<typeof bijlageSchema>;
