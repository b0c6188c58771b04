import { z } from 'zod';
import { adresSchema } from '#domain/klantcontact/betrokkene.schema.ts';
import { EMAILADRES } from '#domain/klantcontact/digitaal-adres.schema.ts';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { characterCount } from '#domain/text/cut-text.ts';

/** Longer than the register's `inhoud`: what does not fit is kept whole as a bijlage. */
const LONGEST_QUESTION = 10_000;
/** Leaves room in the register's field for what the channel itself has to say. */
const LONGEST_EXPLANATION = 800;
const MOST = { betrokkenen: 20, onderwerpen: 20 } as const;

/** Empty fields of a form are absent fields. */
const absent = <S extends z.ZodType>(schema: S) =>
  z.preprocess(
    (value) => (value === null || (typeof value === 'string' && cleanText(value) === '') ? undefined : value),
    schema,
  );

/** Without NUL, other control characters and halves of characters: not every field is cleaned again on its way. */
const text = (limit: number) =>
  z
    .string()
    .transform(cleanText)
    .refine((value) => value.length <= limit || (value.length <= 2 * limit && characterCount(value) <= limit), {
      params: { code: 'max_length', limit },
    });
const required = (limit: number) => absent(text(limit));
const optional = (limit: number) => absent(text(limit).optional());
const yesNo = absent(z.boolean().default(false));

/** Rules between fields are looked at also when another field is wrong: every fault is told at once. */
const always = { when: ({ value }: { readonly value: unknown }) => typeof value === 'object' && value !== null };

const naamSchema = z.strictObject({
  voorletters: optional(LIMITS.voorletters),
  voornaam: optional(LIMITS.voornaam),
  voorvoegselAchternaam: optional(LIMITS.voorvoegselAchternaam),
  achternaam: optional(LIMITS.achternaam),
});

const postcode = absent(
  z
    .string()
    .transform((value) =>
      value
        .replace(/\s+/g, '')
        .toUpperCase()
        .replace(/^(\d{4})([A-Z]{2})$/, '$1 $2'),
    )
    .pipe(adresSchema.shape.postcode.unwrap())
    .optional(),
);

const adres = z.strictObject({
  straatnaam: optional(255),
  huisnummer: absent(z.coerce.number().int().min(1).max(99_999).optional()),
  huisnummertoevoeging: optional(20),
  postcode,
  stad: optional(255),
  adresregel1: optional(LIMITS.adresregel),
  adresregel2: optional(LIMITS.adresregel),
  adresregel3: optional(LIMITS.adresregel),
  land: absent(
    z
      .string()
      .regex(/^[A-Z]{2}$/)
      .optional(),
  ),
});

const betrokkene = z
  .strictObject({
    rol: absent(z.enum(['klant', 'vertegenwoordiger']).default('klant')),
    naam: absent(naamSchema.optional()),
    volledigeNaam: optional(LIMITS.achternaam),
    organisatienaam: optional(LIMITS.organisatienaam),
    /** Only when a person or an authentication established who this is (product decision 5). */
    wasPartij: absent(z.uuid().optional()),
    emailadres: absent(z.string().trim().max(254).regex(EMAILADRES).optional()),
    /** As people write it; the register gets `+31...`. */
    telefoonnummer: absent(
      z
        .string()
        .trim()
        .max(40)
        .regex(/\d.*\d.*\d/)
        .optional(),
    ),
    adres: absent(adres.optional()),
  })
  .refine(({ naam, volledigeNaam }) => naam === undefined || volledigeNaam === undefined, {
    ...always,
    path: ['volledigeNaam'],
    params: { code: 'not_together', with: 'naam' },
  });

const opvolging = z
  .strictObject({
    handeling: optional(LIMITS.gevraagdeHandeling),
    afdeling: optional(40),
    medewerker: optional(80),
    toelichting: optional(LONGEST_EXPLANATION),
  })
  .refine(({ medewerker, afdeling }) => medewerker === undefined || afdeling !== undefined, {
    ...always,
    path: ['afdeling'],
    params: { code: 'required' },
  });

const onderwerp = z
  .strictObject({
    onderwerp: required(LIMITS.onderwerp),
    vraag: required(LONGEST_QUESTION),
    antwoord: optional(LIMITS.reactie),
    beantwoord: yesNo,
    opvolging: absent(opvolging.optional()),
    /** Identification of the zaak it is about. */
    zaak: optional(200),
    vertrouwelijk: yesNo,
  })
  .refine(({ beantwoord, antwoord }) => !isYes(beantwoord) || antwoord !== undefined, {
    ...always,
    path: ['antwoord'],
    params: { code: 'required' },
  })
  .refine(({ beantwoord, opvolging: next }) => !(isYes(beantwoord) && isFilled(next)), {
    ...always,
    path: ['opvolging'],
    params: { code: 'not_together', with: 'beantwoord' },
  });

/** These two see a field as it was sent when the field itself is wrong. */
const isYes = (value: unknown) => value === true;
const isFilled = (fields: unknown) =>
  typeof fields === 'object' && fields !== null && Object.values(fields).some((value) => value !== undefined);

const gestartOp = absent(z.iso.datetime({ offset: true }).optional());
const medewerker = optional(80);

/** The body of every form: who came, and what about. One onderwerp becomes one klantcontact. */
export const formSchema = z.strictObject({
  inzendingId: absent(
    z
      .string()
      .regex(/^[\w.:-]{1,200}$/)
      .optional(),
  ),
  /** Start of the conversation (VNG 6.4); absent: the moment of receipt. */
  gestartOp,
  /** Gebruikersnaam of the colleague at the counter or phone. */
  medewerker,
  /** ISO 639-2/B; absent: undetermined. */
  taal: absent(
    z
      .string()
      .regex(/^[a-z]{3}$/)
      .optional(),
  ),
  betrokkenen: z.array(betrokkene).min(1).max(MOST.betrokkenen),
  onderwerpen: z.array(onderwerp).min(1).max(MOST.onderwerpen),
});

/**
 * What a form refers to outside itself, also of a form with faults: a field that is wrong or absent refers to nothing.
 * Every Form is one of these.
 */
export const formReferencesSchema = z.object({
  gestartOp: gestartOp.catch(undefined),
  medewerker: medewerker.catch(undefined),
  onderwerpen: z
    .array(
      z
        .object({
          beantwoord: yesNo.catch(false),
          opvolging: z
            .object({ afdeling: optional(40).catch(undefined), medewerker: optional(80).catch(undefined) })
            .optional()
            .catch(undefined),
        })
        .catch({ beantwoord: false }),
    )
    .catch([]),
});
export type FormReferences = z.infer<typeof formReferencesSchema>;

export type Form = z.infer<typeof formSchema>;
export type FormBetrokkene = Form['betrokkenen'][number];
export type FormOnderwerp = Form['onderwerpen'][number];
