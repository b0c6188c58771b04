/** What of a configured mailbox says where its mail is. */
interface Mailbox {
  readonly imap: { readonly host: string; readonly port: number; readonly user: string };
  readonly map: string;
  readonly naVerwerking: 'verplaatsen' | 'markeren';
  readonly doelmap: string;
}

/** INBOX is one folder however it is written; other names are as the server has them (RFC 9051 section 5.1). */
export const sameFolder = (one: string, other: string): boolean => nameOf(one) === nameOf(other);

/**
 * Places in the list of mailboxes that read what another one reads or moves its mail to. The name of a mailbox is part of
 * the key of a mail, so that every mail there would be registered once for each.
 */
export function sharedFolders(mailboxes: readonly Mailbox[]): number[] {
  return mailboxes.flatMap((later, at) => (mailboxes.slice(0, at).some((one) => overlap(one, later)) ? [at] : []));
}

const overlap = (one: Mailbox, other: Mailbox) =>
  accountOf(one) === accountOf(other) &&
  (sameFolder(one.map, other.map) || movesInto(one, other) || movesInto(other, one));

const movesInto = ({ naVerwerking, doelmap }: Mailbox, { map }: Mailbox) =>
  naVerwerking === 'verplaatsen' && sameFolder(doelmap, map);

const accountOf = ({ imap: { host, port, user } }: Mailbox) => JSON.stringify([host.toLowerCase(), port, user]);

const nameOf = (folder: string) => (folder.toUpperCase() === 'INBOX' ? 'INBOX' : folder);
