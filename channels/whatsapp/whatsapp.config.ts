import { z } from 'zod';

const secret = z.string().min(1);

/** The part `kanalen.whatsapp` of the configuration. */
export const whatsappConfigSchema = z.strictObject({
  /** What Meta must name in the handshake; chosen by us when the webhook is set up. */
  verifyToken: secret,
  /** Key of the signature over every delivery. */
  appSecret: secret,
  /** Bearer token of a system user, for fetching media. */
  accessToken: secret,
  graphUrl: z.url({ protocol: /^https?$/ }).default('https://graph.facebook.com/v23.0'),
  /** Our numbers, by Meta's id. Messages for another number are taken in all the same, with a warning. Empty: any. */
  phoneNumberIds: z.array(z.string().min(1)).default([]),
  /** A conversation is finished after this silence. */
  stilteSeconden: z.number().positive().max(86_400).default(300),
  /** ... and in any case this long after its first message. */
  maximumUren: z.number().positive().max(168).default(24),
  maximumBerichten: z.int().min(1).max(10_000).default(1_000),
  /** How long a finished conversation waits for media that are still being fetched. */
  mediaWachtSeconden: z.number().min(0).max(86_400).default(600),
  /** Hosts that may give us bytes, besides the one of `graphUrl`; a leading dot matches any host below it. */
  mediaHosts: z.array(z.string().min(1)).default(['lookaside.fbsbx.com', '.fbsbx.com', '.fbcdn.net', '.whatsapp.net']),
  limieten: z
    .strictObject({
      /** Bytes of one delivery (Meta sends at most 3 MB). */
      webhookBytes: z
        .int()
        .positive()
        .default(3 * 1024 * 1024),
      /** Bytes of one medium (Meta's largest is a document of 100 MB). */
      mediumBytes: z
        .int()
        .positive()
        .default(100 * 1024 * 1024),
      /** Deliveries that may wait for the database at once; more is answered 503 and comes again. */
      wachtend: z.int().positive().default(2_000),
      /** The same in bytes. */
      wachtendBytes: z
        .int()
        .positive()
        .default(64 * 1024 * 1024),
      /** A write that takes longer, in milliseconds, means a database in trouble: newcomers are refused at once. */
      traagMs: z.int().positive().default(1_000),
      /** Milliseconds within which a delivery is durable or refused. */
      bevestigMs: z.int().positive().default(5_000),
    })
    .prefault({}),
});
export type WhatsappConfig = z.infer<typeof whatsappConfigSchema>;

/** When conversations are finished, as the use cases want it. */
export function conversationSettings(config: WhatsappConfig) {
  return {
    stilteMs: config.stilteSeconden * 1_000,
    maximumMs: config.maximumUren * 3_600_000,
    maximumBerichten: config.maximumBerichten,
    mediaWaitMs: config.mediaWachtSeconden * 1_000,
    mediaPollMs: 10_000,
    mediaKeptMs: 30 * 86_400_000,
  };
}
