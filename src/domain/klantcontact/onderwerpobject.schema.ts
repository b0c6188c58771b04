import { z } from 'zod';
import { identificatorSchema } from '../identity/identificator.schema.ts';

/** Waar het klantcontact over ging: een eerder klantcontact, of een object in een ander register. */
export const onderwerpobjectSchema = z
  .strictObject({
    uuid: z.uuid(),
    klantcontact: z.uuid(),
    wasKlantcontact: z.uuid().optional(),
    onderwerpobjectidentificator: identificatorSchema.optional(),
  })
  .refine((o) => (o.wasKlantcontact === undefined) !== (o.onderwerpobjectidentificator === undefined), {
    error: 'either wasKlantcontact or onderwerpobjectidentificator',
  });
export type Onderwerpobject = z.infer<typeof onderwerpobjectSchema>;
