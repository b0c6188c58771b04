import { z } from 'zod';
import { nummerSchema } from '../klantcontact/klantcontact.schema.ts';

/** Why a task is closed. The register knows only `verwerkt` (VNG B0435); the outcome lives here. */
export const afhandelingSchema = z.enum([
  'beantwoord',
  'doorgezet',
  'niet-door-kcc',
  'teruggestuurd',
  'afgesloten',
  'hersteld',
]);
export type Afhandeling = z.infer<typeof afhandelingSchema>;

export const taakGebeurtenisSchema = z.strictObject({
  op: z.date(),
  /** Gebruikersnaam of naam van de automaat. */
  door: z.string().min(1).max(200),
  /** Naam van het token, als een programma het namens `door` deed. */
  via: z.string().min(1).max(200).optional(),
  soort: z.enum([
    'aangemaakt',
    'opgepakt',
    'losgelaten',
    'doorgezet',
    'niet-door-kcc',
    'teruggestuurd',
    'beantwoord',
    'afgesloten',
    'gemeld',
    'termijn-nadert',
    'termijn-verstreken',
    'verzending-mislukt',
  ]),
  toelichting: z.string().max(1000).optional(),
});
export type TaakGebeurtenis = z.infer<typeof taakGebeurtenisSchema>;

/** How the unit was chosen; the explanation staff see (never part of the klantcontact). */
export const routeringSchema = z.strictObject({
  /** Code of the unit, `KCC` among them. */
  eenheid: z.string().min(1),
  /** Name of the rule, or why no rule decided. */
  uitleg: z.string().min(1).max(200),
  regel: z.string().min(1).max(80).optional(),
});
export type Routering = z.infer<typeof routeringSchema>;

const taakVerwijzingSchema = z.strictObject({ uuid: z.uuid(), nummer: nummerSchema });

/** Moments at which a deadline asks for attention: one working day before, and when it has passed. */
export const termijnMomentSchema = z.enum(['nadert', 'verstreken']);
export type TermijnMoment = z.infer<typeof termijnMomentSchema>;

/**
 * What staff work with: the task as a row of the work list. The register's internetaak is the same task in Open
 * Klant's terms; what the register may not hold (claim, deadline, history, routing) stands here. A task of the kind
 * `herstel` is about a message that could not be read: it has no klantcontact yet and so no internetaak either.
 */
export const taakDossierSchema = z.strictObject({
  uuid: z.uuid(),
  nummer: nummerSchema,
  soort: z.enum(['interne-taak', 'herstel']),
  status: z.enum(['te_verwerken', 'verwerkt']),
  /** Code van de eenheid die de taak heeft. */
  eenheid: z.string().min(1),
  gevraagdeHandeling: z.string().min(1),
  toelichting: z.string().optional(),
  onderwerp: z.string().min(1),
  kanaal: z.string().min(1),
  klantcontact: z.uuid().optional(),
  klantcontactNummer: nummerSchema.optional(),
  /** Alleen bij een vertrouwelijk klantcontact. */
  vertrouwelijk: z.literal(true).optional(),
  /** The accepted messages behind the task. */
  messages: z.array(z.uuid()),
  /** Waiting counts from the contact, not from the creation of the task (VNG B8694). */
  plaatsgevondenOp: z.date(),
  uiterlijkOp: z.date(),
  /** Gebruikersnaam van wie de taak heeft opgepakt. */
  behandelaar: z.string().optional(),
  opgepaktOp: z.date().optional(),
  afhandeling: afhandelingSchema.optional(),
  afgehandeldOp: z.date().optional(),
  routering: routeringSchema,
  /** True when a job on `interne-taken` is due for this task; `gemeldOp` says that it has run. The re-drivable outbox. */
  melden: z.boolean(),
  gemeldOp: z.date().optional(),
  /** The next moment at which the deadline must be looked at; the queue's timers only save work. */
  bewaking: z.strictObject({ op: z.date(), moment: termijnMomentSchema }).optional(),
  /** The task of which this one is the follow-up, and the one that follows on it; same klantcontact. */
  vorige: taakVerwijzingSchema.optional(),
  vervolg: taakVerwijzingSchema.optional(),
  /** Append-only. */
  verloop: z.array(taakGebeurtenisSchema).min(1),
});
export type TaakDossier = z.infer<typeof taakDossierSchema>;
