/** How far a folder of a mailbox has been taken in. */
export interface MailboxCursor {
  /** Naam of the mailbox in the configuration. */
  readonly mailbox: string;
  readonly folder: string;
  /** UIDVALIDITY (RFC 9051 section 2.3.1.1) in decimal; another value means that every UID is new. */
  readonly uidValidity: string;
  /** Every UID up to this one is accepted or gone. */
  readonly lastUid: number;
}

/**
 * Where a source goes on after a restart. Losing it costs time, never a message: the folder is then looked through
 * again and the ledger recognises what it knows.
 */
export interface MailboxCursorStore {
  find(mailbox: string, folder: string): Promise<MailboxCursor | undefined>;
  /** Durable when it returns. Within one uidValidity it never goes back, whoever saves last. */
  save(cursor: MailboxCursor): Promise<void>;
}
