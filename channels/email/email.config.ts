import { z } from 'zod';
import { sameFolder, sharedFolders } from './email.shared-folders.ts';

/** Hosts on this machine: only there may a password travel without encryption. */
const LOOPBACK = /^(localhost|127(\.\d{1,3}){3}|::1)$/;
const positive = (value: number, most: number) => z.int().min(1).max(most).default(value);

const imapSchema = z
  .strictObject({
    host: z.string().min(1),
    port: z.int().min(1).max(65535).default(993),
    /** true: TLS from the first byte; `starttls`: upgraded before the password is sent, or refused; false: none. */
    tls: z.union([z.boolean(), z.literal('starttls')]).default(true),
    user: z.string().min(1),
    password: z.string().min(1).optional(),
    /** Instead of a password: a token that the operator's own tooling renews. */
    oauth2: z.strictObject({ accessToken: z.string().min(1) }).optional(),
    servername: z.string().min(1).optional(),
    /** PEM of the authority to trust besides the known ones (`${file:PATH}`). */
    ca: z.string().min(1).optional(),
    /** Accept any certificate. Only for a server that cannot have a proper one. */
    zelfondertekendToestaan: z.boolean().default(false),
    /** Allow `tls: false` to a host that is not this machine. */
    onversleuteldToestaan: z.boolean().default(false),
  })
  .refine((imap) => (imap.password === undefined) !== (imap.oauth2 === undefined), {
    error: 'geef óf password óf oauth2',
    path: ['password'],
  })
  .refine((imap) => imap.tls !== false || LOOPBACK.test(imap.host) || imap.onversleuteldToestaan, {
    error:
      'met tls: false gaat het wachtwoord leesbaar over het net; kies tls: true (poort 993) of tls: starttls (poort 143)',
    path: ['tls'],
  });

export const smtpSchema = z.strictObject({
  host: z.string().min(1),
  port: z.int().min(1).max(65535).default(465),
  tls: z.union([z.boolean(), z.literal('starttls')]).default(true),
  user: z.string().min(1).optional(),
  password: z.string().min(1).optional(),
  /** Sender of what we send; absent: the user of the mailbox. */
  van: z.string().min(3).max(254).optional(),
  servername: z.string().min(1).optional(),
  ca: z.string().min(1).optional(),
  zelfondertekendToestaan: z.boolean().default(false),
});

const domain = z.string().regex(/^@?[a-z0-9.-]+\.[a-z0-9-]+$/i, { error: 'geen domein, zoals voorbeeldstad.example' });

const mailboxSchema = z
  .strictObject({
    /** Short name in keys, logs and routing rules. Renaming it makes known mails new again. */
    naam: z
      .string()
      .regex(/^[a-z0-9][a-z0-9._-]{0,39}$/i, { error: 'alleen letters, cijfers, punt en streepje; hoogstens 40' }),
    imap: imapSchema,
    smtp: smtpSchema.optional(),
    map: z.string().min(1).max(200).default('INBOX'),
    naVerwerking: z.enum(['verplaatsen', 'markeren']).default('verplaatsen'),
    doelmap: z.string().min(1).max(200).default('Verwerkt'),
    /** Other addresses under which this mailbox sends; imap.user and smtp.van are known already. */
    eigenAdressen: z.array(z.string().min(3).max(254)).default([]),
    /** Mail from these domains is colleagues' mail and is kept aside. */
    interneDomeinen: z.array(domain).default([]),
    /** Keep mailing lists and bulk mail aside. Off: a newsletter with a question in it is still a question. */
    bulkApart: z.boolean().default(false),
  })
  .refine((mailbox) => mailbox.naVerwerking !== 'verplaatsen' || !sameFolder(mailbox.doelmap, mailbox.map), {
    error: 'doelmap moet een andere map zijn dan map',
    path: ['doelmap'],
  });

const limitsSchema = z.strictObject({
  /** Megabytes (1,048,576 bytes) of one mail as received. */
  berichtMb: positive(50, 1024),
  bijlagen: positive(200, 10_000),
  mimeDiepte: positive(50, 500),
  kopregels: positive(5_000, 100_000),
  /** Characters of one text (or of its HTML) that are read; the rest is in the original. */
  tekstTekens: positive(1_000_000, 16_000_000),
  /** Seconds of processor time for reading one mail. A sound mail of 50 MB takes about two. */
  leesSeconden: positive(6, 600),
});

/** `kanalen.email` of the configuration. */
export const emailConfigSchema = z.strictObject({
  mailboxes: z
    .array(mailboxSchema)
    .min(1)
    .refine((list) => new Set(list.map(({ naam }) => naam)).size === list.length, {
      error: 'elke postbus heeft een eigen naam nodig',
    })
    .superRefine((list, context) => {
      for (const at of sharedFolders(list)) {
        const message = 'een andere postbus leest deze map al, of verplaatst er zijn e-mail van of naartoe';
        context.addIssue({ code: 'custom', path: [at, 'map'], message });
      }
    }),
  limieten: limitsSchema.prefault({}),
});

export type EmailConfig = z.infer<typeof emailConfigSchema>;
export type MailboxConfig = EmailConfig['mailboxes'][number];
export type EmailLimits = EmailConfig['limieten'];
