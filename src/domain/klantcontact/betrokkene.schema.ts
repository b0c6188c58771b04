import { z } from 'zod';
import { limitedText } from '../text/limited-text.schema.ts';
import { LIMITS } from './klantcontact.schema.ts';

export const contactnaamSchema = z.strictObject({
  voorletters: limitedText(LIMITS.voorletters).optional(),
  voornaam: limitedText(LIMITS.voornaam).optional(),
  voorvoegselAchternaam: limitedText(LIMITS.voorvoegselAchternaam).optional(),
  achternaam: limitedText(LIMITS.achternaam).optional(),
});
export type Contactnaam = z.infer<typeof contactnaamSchema>;

/** Adres volgens Open Klant; alleen wat bekend is staat er, lege velden ontbreken. */
export const adresSchema = z.strictObject({
  nummeraanduidingId: z
    .string()
    .regex(/^[0-9]{16}$/)
    .optional(),
  straatnaam: limitedText(255).optional(),
  huisnummer: z.number().int().min(1).max(99999).optional(),
  huisnummertoevoeging: limitedText(20).optional(),
  postcode: z
    .string()
    .regex(/^[1-9][0-9]{3} [A-Z]{2}$/)
    .optional(),
  stad: limitedText(255).optional(),
  adresregel1: limitedText(LIMITS.adresregel).optional(),
  adresregel2: limitedText(LIMITS.adresregel).optional(),
  adresregel3: limitedText(LIMITS.adresregel).optional(),
  land: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
});
export type Adres = z.infer<typeof adresSchema>;

/** Betrokkenheid van een persoon of organisatie bij één klantcontact. */
export const betrokkeneSchema = z.strictObject({
  uuid: z.uuid(),
  hadKlantcontact: z.uuid(),
  /** Alleen na authenticatie of door een medewerker: een e-mailadres of telefoonnummer maakt niemand bekend. */
  wasPartij: z.uuid().optional(),
  rol: z.enum(['klant', 'vertegenwoordiger']),
  initiator: z.boolean(),
  contactnaam: contactnaamSchema.optional(),
  organisatienaam: limitedText(LIMITS.organisatienaam).optional(),
  bezoekadres: adresSchema.optional(),
  correspondentieadres: adresSchema.optional(),
});
export type Betrokkene = z.infer<typeof betrokkeneSchema>;
