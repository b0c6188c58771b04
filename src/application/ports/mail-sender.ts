import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';

/** From which addresses we can send. */
export interface MailAccounts {
  /** Names of the mailboxes with SMTP, in the order of the configuration; `systeem` among them when it is configured. */
  readonly names: readonly string[];
  /** The address a mailbox (or `systeem`) sends from; undefined when it cannot send. */
  addressOf(naam: string): string | undefined;
}

/** Sends one mail at a time. */
export interface MailSender extends MailAccounts {
  /**
   * Resolves when the server has taken the mail over. Throws a Failure: `unprocessable` when the server says that this
   * recipient or this mail will never be accepted; `transient` for everything that may pass or that an operator can
   * mend (`smtp-authentication-failed`, `smtp-sender-refused`, `smtp-unreachable`, `smtp-busy`, `smtp-account-missing`).
   */
  send(mail: Uitgaand): Promise<void>;
  /** Connects and logs in, sends nothing. Throws like `send`. */
  verify(naam: string): Promise<void>;
  close(): void;
}
