import { createHash } from 'node:crypto';
import { toFailure } from '#domain/failure/failure.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { InboundMessage, Normalised } from '#domain/inbound-message/inbound-message.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { normalise } from '#channels/email/email.normalise.ts';
import { toEmailSettings } from '#channels/email/email.settings.ts';

const config = emailConfigSchema.parse({
  mailboxes: [
    {
      naam: 'info',
      imap: { host: '127.0.0.1', user: 'info@voorbeeldstad.example', password: 'x' },
      interneDomeinen: ['voorbeeldstad.example'],
    },
  ],
});
const settings = toEmailSettings(config);

export const RECEIVED_AT = new Date('2026-11-23T08:15:02.000Z');

/** Reads raw bytes as the program would, with the mailbox `info` of Voorbeeldstad. */
export function readMail(raw: Buffer, more: { registerAnyway?: true } = {}): Promise<Normalised> {
  return normalise(
    {
      uuid: deterministicUuid('proef', 'message'),
      key: 'proef',
      receivedAt: RECEIVED_AT,
      envelope: { mailbox: 'info', folder: 'INBOX' },
      mediaType: 'message/rfc822',
      size: raw.byteLength,
      sha256: createHash('sha256').update(raw).digest('hex'),
      raw,
      ...more,
    },
    settings,
  );
}

/** What became of a mail, as written down in `expected.json`: independent of the line ends of the mail itself. */
export async function describeMail(raw: Buffer): Promise<unknown> {
  try {
    const normalised = await readMail(raw);
    if (normalised.kind === 'aside') return { apart: normalised.code, kenmerk: normalised.detail };
    return normalised.contacten.map(describeContact);
  } catch (thrown) {
    const { kind, code } = toFailure(thrown);
    return { geparkeerd: code, kind };
  }
}

function describeContact(contact: InboundMessage): unknown {
  const [betrokkene] = contact.betrokkenen;
  return {
    onderwerp: contact.onderwerp,
    inhoud: contact.inhoud,
    taal: contact.taal,
    plaatsgevondenOp: contact.plaatsgevondenOp.toISOString(),
    naam: betrokkene?.naam,
    adressen: betrokkene?.digitaleAdressen.map(({ adres }) => adres),
    documenten: contact.documenten.map(({ bestandsnaam, formaat, bron }) =>
      bron.kind === 'bytes'
        ? `${bestandsnaam} ${formaat} ${Buffer.from(bron.bytes).filter((byte) => byte !== 13).byteLength}`
        : `${bestandsnaam} ${formaat}`,
    ),
    onderwerpobjecten: contact.onderwerpobjecten,
    toelichting: contact.taak?.toelichting,
    afzender: contact.triage.afzender,
    triage: contact.triage.tekst,
  };
}
