import { z } from 'zod';
import { EMAILADRES } from '../klantcontact/digitaal-adres.schema.ts';
import { limitedText } from '../text/limited-text.schema.ts';

/** A Message-ID without its angle brackets (RFC 5322 section 3.6.4, loosely): nothing that could end a header line. */
export const messageIdSchema = z
  .string()
  .max(300)
  .regex(/^[^\s<>@\p{Cc}]+@[^\s<>@\p{Cc}]+$/u);
/** One header line: control characters cannot get in, so no header can be added through a subject or a name. */
const line = (most: number) =>
  limitedText(most).refine((text) => !/\p{Cc}/u.test(text), { error: 'control characters in a header line' });

/**
 * A mail of ours on its way out: written with what caused it, sent by a job. `open` until the SMTP server has accepted
 * it (`verzonden`) or said that it never will (`mislukt`).
 */
export const uitgaandSchema = z.strictObject({
  uuid: z.uuid(),
  /** `antwoord` is a person's words to a citizen; `melding` is an automatic notice to a unit or a colleague. */
  soort: z.enum(['antwoord', 'melding']),
  aan: z.string().max(254).regex(EMAILADRES),
  /** Name of the mailbox that sends it, or `systeem`. */
  van: z.string().min(1).max(40),
  onderwerp: line(250),
  tekst: z.string().min(1).max(100_000),
  /** Made once, with the mail: sent again after a crash it is recognisably the same one. */
  messageId: messageIdSchema,
  inReplyTo: messageIdSchema.optional(),
  references: z.array(messageIdSchema).max(20).optional(),
  state: z.enum(['open', 'verzonden', 'mislukt']),
  attempts: z.number().int().nonnegative(),
  /** Code of the failure that ended it. */
  reden: z.string().max(80).optional(),
  aangemaaktOp: z.date(),
  verzondenOp: z.date().optional(),
  /** Somebody is sending it until then. */
  bezigTot: z.date().optional(),
  /** Klantcontact that this mail is the answer of: a reply to the mail is tied to it. */
  klantcontact: z.uuid().optional(),
  taak: z.uuid().optional(),
});
export type Uitgaand = z.infer<typeof uitgaandSchema>;

/** Sender name of notices that belong to no mailbox. */
export const SYSTEEM = 'systeem';

/**
 * At the domain of the address that sends it. `lot` is 128 bits drawn by lot (hex): whoever names this id has had the mail,
 * and is believed to answer it.
 */
export function toMessageId(lot: string, address: string): string {
  return `${lot}@${address.slice(address.lastIndexOf('@') + 1)}`;
}

/** Of a mail from before there was a lot: its id follows from what it answers, and so it proves nothing. */
export const hasDerivedId = ({ uuid, messageId }: Pick<Uitgaand, 'uuid' | 'messageId'>): boolean =>
  messageId.startsWith(`${uuid}@`);
