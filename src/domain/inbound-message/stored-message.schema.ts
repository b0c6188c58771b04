import { z } from 'zod';
import { channelNameSchema } from './channel-name.ts';
import { herstelSchema } from './herstel.schema.ts';

/**
 * The life of an accepted message.
 * - `open`        durable, not finished;
 * - `registered`  its klantcontacten stand in the register (none, if the rules say that none is made, is `aside`);
 * - `parked`      cannot be read; a person has a task; leaves this state only by a person;
 * - `aside`       deliberately not registered (bounce, automatic reply, our own mail, answered on the spot), with a reason.
 */
export const messageStateSchema = z.enum(['open', 'registered', 'parked', 'aside']);
export type MessageState = z.infer<typeof messageStateSchema>;

export const messageStepSchema = z.strictObject({
  op: z.date(),
  step: z.string().min(1).max(80),
  /** Codes, ids and counts. */
  detail: z.string().max(500).optional(),
});
export type MessageStep = z.infer<typeof messageStepSchema>;

export const parkReasonSchema = z.strictObject({
  code: z.string().min(1).max(80),
  detail: z.string().max(500).optional(),
});
export type ParkReason = z.infer<typeof parkReasonSchema>;

/**
 * One accepted message: our own ledger, apart from the register. `uuid` is derived from `key`, and `key` from the
 * message itself, so that the same message cannot be accepted twice.
 */
export const storedMessageSchema = z.strictObject({
  uuid: z.uuid(),
  key: z.string().min(1).max(500),
  channel: channelNameSchema,
  state: messageStateSchema,
  reason: parkReasonSchema.optional(),
  /** When the source says it came in (IMAP INTERNALDATE, webhook receipt, scan time, submission). */
  receivedAt: z.date(),
  /** When it became durable here. */
  acceptedAt: z.date(),
  finishedAt: z.date().optional(),
  /** What the channel must know beside the bytes (mailbox name, sidecar, form kind); small, validated by the channel. */
  envelope: z.record(z.string(), z.unknown()),
  /** Where the source had it (`info/1234567/42`, file name): a second delivery adds a line, nothing else. */
  locations: z.array(z.string()),
  /**
   * What people may ask for it by: Message-ID, wamid, file name, submission id; later the nummers. What another message may
   * name it by is narrower: reference.ts.
   */
  aliases: z.array(z.string()),
  size: z.number().int().nonnegative(),
  sha256: z.string(),
  /** Media type of the raw bytes: `message/rfc822`, `application/json`, `application/pdf`, ... */
  mediaType: z.string(),
  /** Small messages carry their bytes; larger ones have a GridFS file whose id is `uuid`. */
  raw: z.custom<Uint8Array>((value) => value instanceof Uint8Array).optional(),
  /** Job that carries it, so that the reconciler can see that one is missing. Absent while none is due (open conversation). */
  jobId: z.string().optional(),
  attempts: z.number().int().nonnegative(),
  klantcontacten: z.array(z.strictObject({ uuid: z.uuid(), nummer: z.string() })),
  internetaken: z.array(z.strictObject({ uuid: z.uuid(), nummer: z.string() })),
  steps: z.array(messageStepSchema),
  /** What people did about it while it was parked. */
  herstel: herstelSchema.optional(),
});
export type StoredMessage = z.infer<typeof storedMessageSchema>;
