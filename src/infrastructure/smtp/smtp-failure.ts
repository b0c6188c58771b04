import { toFailure, transient, unprocessable, type Failure } from '#domain/failure/failure.ts';

/** What nodemailer tells of an error; its message may hold addresses and is not copied. */
interface SmtpError {
  readonly code?: string;
  readonly command?: string;
  readonly responseCode?: number;
  readonly permanent?: boolean;
}

/**
 * Whether the account's server itself is in trouble. A mail or a recipient that is put off (greylisting, a full mailbox)
 * says nothing about the next one.
 */
export function isSmtpOutage({ kind, code, facts }: Failure): boolean {
  if (kind !== 'transient' || code === 'smtp-account-missing') return false;
  return code !== 'smtp-busy' || facts['command'] !== 'RCPT TO';
}

/** Replies that ask for a login or refuse it (RFC 4954 section 6). */
const LOGIN_REPLIES = new Set([530, 534, 535, 538]);

/**
 * What must happen next. Only a 5xx about this recipient or this mail is the end of it (RFC 5321 section 4.2.1); a
 * server that refuses our login or our sender address is for an operator to mend, and the mail waits.
 */
export function toSmtpFailure(thrown: unknown, naam: string): Failure {
  if (!(thrown instanceof Error)) return toFailure(thrown);
  const { code = '', command = '', responseCode, permanent } = thrown as SmtpError;
  const facts = {
    account: naam,
    ...(command === '' ? {} : { command }),
    ...(responseCode === undefined ? {} : { reply: responseCode }),
  };
  const options = { cause: thrown, facts };
  const reply = responseCode === undefined ? '' : ` (${responseCode})`;
  if (code === 'EAUTH' || code === 'ENOAUTH' || (responseCode !== undefined && LOGIN_REPLIES.has(responseCode))) {
    return transient(
      'smtp-authentication-failed',
      `The SMTP server of ${naam} refuses the user or password${reply}`,
      options,
    );
  }
  if (permanent === true && command === 'MAIL FROM') {
    return transient('smtp-sender-refused', `The SMTP server of ${naam} refuses its sender address${reply}`, options);
  }
  if (permanent === true && command === 'RCPT TO') {
    return unprocessable('smtp-recipient-refused', `The SMTP server refuses the recipient${reply}`, options);
  }
  if (permanent === true && (command === 'DATA' || code === 'EMESSAGE')) {
    return unprocessable('smtp-message-refused', `The SMTP server refuses the mail${reply}`, options);
  }
  if (code === 'EENVELOPE' && responseCode === undefined) {
    return unprocessable('smtp-address-invalid', 'The address cannot be used in SMTP', options);
  }
  if (code === 'ETLS') return transient('smtp-tls-failed', `No trusted TLS with the SMTP server of ${naam}`, options);
  if (responseCode !== undefined) {
    return transient('smtp-busy', `The SMTP server of ${naam} cannot take mail now${reply}`, options);
  }
  return transient('smtp-unreachable', `The SMTP server of ${naam} does not answer (${code})`, options);
}
