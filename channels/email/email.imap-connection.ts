import { ImapFlow, type ImapFlowError } from 'imapflow';
import { Failure } from '#domain/failure/failure.ts';
import type { MailboxConfig } from './email.config.ts';
import { imapFailure } from './email.errors.ts';

/** Milliseconds without any byte after which imapflow asks whether the server is there; again so long, and it is gone. */
const SILENCE_MS = 150_000;
const CONNECT_MS = 20_000;

export function createImapClient({ imap }: MailboxConfig): ImapFlow {
  const client = new ImapFlow({
    host: imap.host,
    port: imap.port,
    secure: imap.tls === true,
    doSTARTTLS: imap.tls === 'starttls',
    servername: imap.servername,
    tls: { rejectUnauthorized: !imap.zelfondertekendToestaan, ca: imap.ca },
    auth: { user: imap.user, ...(imap.oauth2 ?? { pass: imap.password }) },
    clientInfo: { name: 'klantcontact-intake' },
    // Its own lines carry addresses and subjects.
    logger: false,
    disableAutoIdle: true,
    disableCompression: true,
    connectionTimeout: CONNECT_MS,
    greetingTimeout: CONNECT_MS,
    socketTimeout: SILENCE_MS,
  });
  // What goes wrong comes out of the command under way or of `close`; without a listener Node would end the process.
  client.on('error', () => undefined);
  return client;
}

const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)|ERR_TLS|ERR_SSL/;
const UNREACHABLE =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|CONNECT_TIMEOUT|GREETING_TIMEOUT)$/;

/** The library's errors, by what an operator must look at. Their texts may hold addresses: only codes are copied. */
export function toImapFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const { code = '', authenticationFailed, serverResponseCode = '', mailboxMissing } = thrown as ImapFlowError;
  const facts = { imapCode: String(serverResponseCode === '' ? code : serverResponseCode).slice(0, 60) };
  if (authenticationFailed === true) {
    // "Try again later" is not "wrong password" (RFC 5530).
    const isTemporary = serverResponseCode === 'UNAVAILABLE' || serverResponseCode === 'INUSE';
    return imapFailure(isTemporary ? 'imap-unreachable' : 'imap-authentication-failed', { facts, cause: thrown });
  }
  if (mailboxMissing === true || serverResponseCode === 'NONEXISTENT') {
    return imapFailure('imap-folder-missing', { facts, cause: thrown });
  }
  if (CERTIFICATE.test(code)) return imapFailure('imap-certificate-refused', { facts, cause: thrown });
  if (UNREACHABLE.test(code)) return imapFailure('imap-unreachable', { facts, cause: thrown });
  return imapFailure('imap-connection-lost', { facts, cause: thrown });
}

/** A command that gets no answer means a dead connection, which TCP itself may notice only after hours. */
export async function withDeadline<T>(work: Promise<T>, milliseconds: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(imapFailure('imap-connection-lost', { facts: { waitedMs: milliseconds } }));
    }, milliseconds);
  });
  work.catch(() => undefined);
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
