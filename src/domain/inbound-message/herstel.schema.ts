import { z } from 'zod';
import { isAcceptableAdres } from '../klantcontact/digitaal-adres.schema.ts';

const line = (limit: number) => z.string().trim().min(1).max(limit);

/** Wat iemand over het bericht zegt in plaats van wat er gelezen werd. Ontbreekt een veld, dan telt wat er gelezen werd. */
export const herstelVeldenSchema = z.strictObject({
  onderwerp: line(500).optional(),
  /** Whole; the register cuts it at its limit. */
  inhoud: line(100_000).optional(),
  naam: line(200).optional(),
  emailadres: line(254)
    .refine((adres) => isAcceptableAdres('email', adres), 'Dit is geen e-mailadres.')
    .optional(),
  telefoonnummer: line(20)
    .refine((adres) => isAcceptableAdres('telefoonnummer', adres), 'Schrijf het nummer zonder streepjes of spaties.')
    .optional(),
  plaatsgevondenOp: z.date().optional(),
  /** Code or name of a unit goes there; anything else is for the routing rules. */
  geadresseerde: line(200).optional(),
});
export type HerstelVelden = z.infer<typeof herstelVeldenSchema>;

const bytesFactsSchema = z.strictObject({
  size: z.number().int().nonnegative(),
  sha256: z.string(),
  mediaType: z.string().min(1),
});

/** Bytes that are read instead of the ones that came. `id` is their GridFS file. */
export const vervangingSchema = bytesFactsSchema.extend({ id: z.uuid(), bestandsnaam: z.string().min(1).max(255) });
export type Vervanging = z.infer<typeof vervangingSchema>;

export const herstelHandelingSchema = z.enum([
  'bytes-vervangen',
  'velden-ingevuld',
  'met-de-hand',
  'opnieuw-aangeboden',
  'wegleggen-voorgesteld',
  'weggelegd',
  'ingelezen',
  'heropenen-voorgesteld',
  'heropend',
]);
export type HerstelHandeling = z.infer<typeof herstelHandelingSchema>;

/**
 * What people did about a message that could not be read, or that was set aside; kept in the message, beside the bytes as they came, which are
 * never touched.
 */
export const herstelSchema = z.strictObject({
  /** Facts of the bytes as they came, from the moment that others are read instead. */
  ontvangen: bytesFactsSchema.optional(),
  /** The last one counts; the earlier ones stay. */
  vervangingen: z.array(vervangingSchema),
  velden: herstelVeldenSchema.optional(),
  /** The bytes are not read any more: the fields are the contact. Gebruikersnaam of a medewerker, when one did it. */
  handmatig: z.strictObject({ medewerker: z.string().min(1).optional() }).optional(),
  /** Asked for by one person, to be confirmed by another (`parkeren.vierOgen`). */
  weggelegdVoorstel: z.strictObject({ reden: z.string().max(500), door: z.string().min(1), op: z.date() }).optional(),
  /** The same, for taking back what was laid aside. */
  heropenVoorstel: z.strictObject({ reden: z.string().max(500), door: z.string().min(1), op: z.date() }).optional(),
  /** A person's word goes before the rules that set it aside (`was`: their code): it is registered. */
  tochRegistreren: z.strictObject({ was: z.string().min(1).max(80) }).optional(),
  /** Append-only: who, when, why. */
  wijzigingen: z.array(
    z.strictObject({
      op: z.date(),
      door: z.string().min(1).max(200),
      handeling: herstelHandelingSchema,
      reden: z.string().max(500).optional(),
    }),
  ),
});
export type Herstel = z.infer<typeof herstelSchema>;

/** Whether a person said that this message is registered, whatever the rules that set aside make of it. */
export const mustRegister = ({ herstel }: { readonly herstel?: Herstel | undefined }): boolean =>
  herstel?.tochRegistreren !== undefined;

/** The bytes that are read; undefined when those are the ones that came. */
export const lastVervanging = (herstel: Herstel | undefined) => herstel?.vervangingen.at(-1);
