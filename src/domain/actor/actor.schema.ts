import { z } from 'zod';
import { identificatorSchema } from '../identity/identificator.schema.ts';
import { limitedText } from '../text/limited-text.schema.ts';
import { LIMITS } from '../klantcontact/klantcontact.schema.ts';

const base = {
  uuid: z.uuid(),
  naam: limitedText(LIMITS.actorNaam),
  /** Een inactieve actor wordt niet aan nieuwe klantcontacten of taken gekoppeld. */
  indicatieActief: z.boolean(),
  actoridentificator: identificatorSchema,
};

/** Iedereen en alles wat namens de gemeente werkt (VNG B7993). */
export const actorSchema = z.discriminatedUnion('soortActor', [
  z.strictObject({
    ...base,
    soortActor: z.literal('medewerker'),
    actorIdentificatie: z.strictObject({
      functie: limitedText(LIMITS.functie).optional(),
      emailadres: z.string().max(254).optional(),
      telefoonnummer: limitedText(20).optional(),
    }),
  }),
  z.strictObject({
    ...base,
    soortActor: z.literal('geautomatiseerde_actor'),
    actorIdentificatie: z.strictObject({
      functie: limitedText(LIMITS.functie),
      omschrijving: limitedText(200).optional(),
    }),
  }),
  z.strictObject({
    ...base,
    soortActor: z.literal('organisatorische_eenheid'),
    actorIdentificatie: z.strictObject({
      omschrijving: limitedText(200).optional(),
      emailadres: z.string().max(254).optional(),
      telefoonnummer: limitedText(20).optional(),
    }),
  }),
]);
export type Actor = z.infer<typeof actorSchema>;
export type SoortActor = Actor['soortActor'];
