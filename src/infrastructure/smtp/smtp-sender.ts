import { createTransport, type Transporter } from 'nodemailer';
import { transient } from '#domain/failure/failure.ts';
import type { MailSender } from '#application/ports/mail-sender.ts';
import type { SmtpAccount } from './smtp-account.ts';
import { toSmtpFailure } from './smtp-failure.ts';
import { toMessage } from './to-message.ts';

/** Milliseconds of silence. A server that answers slowly to every command may take minutes. */
const LIMITS = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 60_000, dnsTimeout: 10_000 };

/** Sends through the configured accounts; a connection per mail, because there are few. */
export function createSmtpSender(accounts: readonly SmtpAccount[]): MailSender {
  const byName = new Map(accounts.map((account) => [account.naam, { account, transport: openTransport(account) }]));

  return {
    names: accounts.map(({ naam }) => naam),
    addressOf: (naam) => byName.get(naam)?.account.adres,
    async send(mail) {
      const { account, transport } = get(mail.van);
      const message = toMessage(mail, account);
      await guarded(mail.van, () => transport.sendMail(message));
    },
    verify: (naam) => guarded(naam, () => get(naam).transport.verify()),
    close: () => {
      for (const { transport } of byName.values()) transport.close();
    },
  };

  /** A mailbox may have lost its SMTP since the mail was written: it waits until an operator gives it back. */
  function get(naam: string) {
    const known = byName.get(naam);
    if (known === undefined) throw transient('smtp-account-missing', `No SMTP is configured for ${naam}`);
    return known;
  }
}

async function guarded(naam: string, work: () => Promise<unknown>): Promise<void> {
  try {
    await work();
  } catch (thrown) {
    throw toSmtpFailure(thrown, naam);
  }
}

function openTransport(account: SmtpAccount): Transporter {
  const { host, port, tls, user, password, servername, ca, zelfondertekendToestaan = false } = account;
  return createTransport({
    host,
    port,
    secure: tls === true,
    requireTLS: tls === 'starttls',
    ignoreTLS: tls === false,
    ...(user === undefined ? {} : { auth: { user, pass: password ?? '' } }),
    tls: {
      rejectUnauthorized: !zelfondertekendToestaan,
      ...(servername === undefined ? {} : { servername }),
      ...(ca === undefined ? {} : { ca }),
    },
    ...LIMITS,
  });
}
