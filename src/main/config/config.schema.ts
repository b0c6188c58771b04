import { z } from 'zod';
import { KANALEN, type KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import { bewarenSchema } from '#domain/records/bewaren.schema.ts';
import { triageConfigSchema } from '#domain/triage/triage-config.schema.ts';
import { emailConfigSchema, smtpSchema } from '#channels/email/email.config.ts';
import { formConfigSchema } from '#channels/form/form.config.ts';
import { letterConfigSchema } from '#channels/letter/letter.config.ts';
import { whatsappConfigSchema } from '#channels/whatsapp/whatsapp.config.ts';
import { afdelingSchema } from './afdeling.schema.ts';
import { proxySchema } from './proxy.schema.ts';
import { auditSchema } from './audit.schema.ts';
import { toegangSchema } from './toegang.schema.ts';
import { virusscannerSchema } from './virusscanner.schema.ts';

/** Values of the register's `kanaal`, by way in; VNG's codes (003, 005, 006) can be put here instead. */
const KANAAL_DEFAULTS: Readonly<Record<KanaalSleutel, string>> = {
  email: 'e-mail',
  whatsapp: 'whatsapp',
  brief: 'post',
  balie: 'balie',
  telefoon: 'telefoon',
  webformulier: 'webformulier',
};

const kanaalwaardenSchema = z
  .strictObject(
    Object.fromEntries(
      KANALEN.map((kanaal) => [kanaal, z.string().min(1).max(50).default(KANAAL_DEFAULTS[kanaal])]),
    ) as Record<KanaalSleutel, z.ZodDefault<z.ZodString>>,
  )
  .prefault({});

/** The whole configuration file (product.md); each channel validates its own part. */
export const intakeConfigSchema = z.strictObject({
  gemeente: z.string().min(1).max(100),
  kanalen: z.strictObject({
    email: emailConfigSchema.optional(),
    whatsapp: whatsappConfigSchema.optional(),
    brief: letterConfigSchema.optional(),
    balie: formConfigSchema.optional(),
    telefoon: formConfigSchema.optional(),
    webformulier: formConfigSchema.optional(),
  }),
  kanaalwaarden: kanaalwaardenSchema,
  /** Where given, a `kanaalwaarde` must stand in it and be active, or the program does not start. */
  referentielijsten: z
    .strictObject({
      kanaal: z.array(z.strictObject({ code: z.string().min(1).max(50), indicatieActief: z.boolean() })).min(1),
    })
    .optional(),
  afdelingen: z.array(afdelingSchema).min(1),
  triage: triageConfigSchema.prefault({}),
  termijnen: z
    .strictObject({
      /** Working days from the contact until its follow-up must be done. */
      standaardWerkdagen: z.int().min(0).max(260).default(2),
    })
    .prefault({}),
  /** How units are told about their tasks; without it notices go through the first mailbox that has `smtp`. */
  meldingen: z.strictObject({ smtp: smtpSchema.required({ van: true }) }).optional(),
  toegang: toegangSchema.prefault({}),
  /** Who may say for whom they ask (X-Forwarded-For); absent: over https a proxy on this machine, else nobody. */
  proxies: z.array(proxySchema).max(100).optional(),
  /** With what the audit log is sealed. */
  audit: auditSchema.optional(),
  /** Retention periods; what has none is kept. */
  bewaren: bewarenSchema,
  /** Attachments and originals are scanned before they are registered; absent: nothing is scanned. */
  virusscanner: virusscannerSchema.optional(),
  /** Messages that could not be read. */
  parkeren: z
    .strictObject({
      /** Laying one aside for good asks for two people: one proposes it, another confirms. */
      vierOgen: z.boolean().default(false),
    })
    .prefault({}),
  /** When a mail server or the Graph API keeps failing it is left alone for a while, and then tried with one call. */
  zekeringen: z
    .strictObject({
      /** Failures in a row. */
      drempel: z.int().min(1).max(1_000).default(5),
      afkoelSeconden: z.number().min(0.1).max(3_600).default(30),
    })
    .prefault({}),
  /** How much may be under way at once; above it the sources wait, and nothing is lost. */
  instroom: z
    .strictObject({
      /** Accepted messages of one channel that are not registered yet. */
      openBerichten: z.int().min(1).max(10_000_000).default(100_000),
    })
    .prefault({}),
});
export type IntakeConfig = z.infer<typeof intakeConfigSchema>;
