import { Failure } from '#domain/failure/failure.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { classifyMail } from './email.classify.ts';
import { emailEnvelopeSchema } from './email.envelope.ts';
import { unreadableMail } from './email.errors.ts';
import { parseMail } from './email.parse.ts';
import type { EmailSettings } from './email.settings.ts';
import { toInboundMessage } from './email.to-inbound-message.ts';
import { verifyMail } from './email.verify.ts';

/** Reads one accepted mail: a klantcontact, or the reason why it stays aside. Throws unprocessable Failures only. */
export async function normalise(input: NormaliseInput, settings: EmailSettings): Promise<Normalised> {
  const envelope = emailEnvelopeSchema.parse(input.envelope);
  // A mailbox that was taken out of the configuration may still have mail under way.
  const identity = settings.mailboxes[envelope.mailbox] ?? settings.anyMailbox;
  const { buffer, byteOffset, byteLength } = input.raw;
  const raw = Buffer.from(buffer, byteOffset, byteLength);
  const header = verifyMail(raw, envelope.originalSize ?? byteLength, settings.limits);
  const mail = await parseMail(raw, header, settings.limits).catch((thrown: unknown) => {
    throw thrown instanceof Failure ? thrown : unreadableMail('mail-unreadable', { cause: thrown });
  });
  const aside = input.registerAnyway === true ? undefined : classifyMail(mail, identity);
  if (aside !== undefined) return { kind: 'aside', ...aside };
  const contact = toInboundMessage(mail, input, { mailbox: envelope.mailbox, eigenAdressen: identity.eigenAdressen });
  return { kind: 'contacten', contacten: [contact] };
}
