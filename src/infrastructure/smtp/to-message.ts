import type { SendMailOptions } from 'nodemailer';
import { uitgaandSchema, type Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import type { SmtpAccount } from './smtp-account.ts';

/**
 * The mail as it leaves. Addresses go in as values, never as text to be parsed, and the schema has refused control
 * characters before: nothing that a citizen wrote can become a header. `X-Klantcontact-Intake` lets us recognise our
 * own mail when it comes back. Notices say that no person wrote them (RFC 3834 section 5); answers are a person's.
 */
export function toMessage(mail: Uitgaand, { adres, weergavenaam }: SmtpAccount): SendMailOptions {
  const { uuid, soort, aan, onderwerp, tekst, messageId, inReplyTo, references } = uitgaandSchema.parse(mail);
  return {
    from: { name: weergavenaam ?? '', address: adres },
    to: { name: '', address: aan },
    envelope: { from: adres, to: [aan] },
    subject: onderwerp,
    text: tekst,
    messageId: `<${messageId}>`,
    ...(inReplyTo === undefined ? {} : { inReplyTo: `<${inReplyTo}>` }),
    ...(references === undefined ? {} : { references: references.map((id) => `<${id}>`) }),
    date: mail.aangemaaktOp,
    headers: {
      'X-Klantcontact-Intake': uuid,
      ...(soort === 'melding' ? { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}
