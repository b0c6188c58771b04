import { z } from 'zod';
import { limitedText } from '../text/limited-text.schema.ts';

/** Menselijk bruikbaar nummer: hoogstens tien cijfers, uniek per soort, nooit een sleutel. */
export const nummerSchema = z.string().regex(/^[1-9][0-9]{0,9}$/);

export const LIMITS = {
  kanaal: 50,
  onderwerp: 200,
  inhoud: 1000,
  reactie: 4000,
  metadataValue: 255,
  gevraagdeHandeling: 200,
  toelichting: 1000,
  adres: 80,
  omschrijving: 40,
  adresregel: 80,
  voorletters: 10,
  voornaam: 200,
  voorvoegselAchternaam: 10,
  achternaam: 200,
  organisatienaam: 200,
  actorNaam: 200,
  functie: 40,
} as const;

/**
 * Klantcontact in the names and limits of Open Klant's API 0.9.0. Immutable once stored, and wholly visible to the
 * citizen: no routing, score, note or processing time is ever added to it (VNG B0606, product decision 4).
 */
export const klantcontactSchema = z.strictObject({
  uuid: z.uuid(),
  nummer: nummerSchema,
  referentienummer: nummerSchema,
  kanaal: limitedText(LIMITS.kanaal),
  onderwerp: limitedText(LIMITS.onderwerp),
  inhoud: limitedText(LIMITS.inhoud).optional(),
  reactie: limitedText(LIMITS.reactie).optional(),
  indicatieContactGelukt: z.boolean().nullable(),
  taal: z.string().regex(/^[a-z]{3}$/),
  vertrouwelijk: z.boolean(),
  plaatsgevondenOp: z.date(),
});
export type Klantcontact = z.infer<typeof klantcontactSchema>;
