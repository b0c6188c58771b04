import type { ImapFlow, SearchObject } from 'imapflow';
import type { MailboxConfig } from './email.config.ts';
import { imapFailure } from './email.errors.ts';
import type { FolderIdentity } from './email.new-message.ts';
import { toUidSet } from './email.uid-set.ts';
import { readInParts } from './email.read-in-parts.ts';
import type { ListedMessage } from './email.windows.ts';

/** Keyword that says "taken in", where messages stay in their folder. */
const KEYWORD = '$KlantcontactIntake';

/** The open folder of one mailbox, in the few words that taking in needs. */
export interface MailboxFolder {
  readonly place: FolderIdentity;
  /** UIDVALIDITY 0 is no promise at all: then a UID means nothing tomorrow. */
  readonly keepsUids: boolean;
  /** UID of the next new message, as the server said when the folder was opened; Infinity when it did not. */
  readonly nextUid: number;
  /** Messages with a UID from `first` on, rising. */
  list(first: number): Promise<ListedMessage[]>;
  /** UIDs up to `last` that do not bear the mark of having been taken in, rising; all of them where marks are not kept. */
  findUnmarked(last: number): Promise<ListedMessage[]>;
  /** Which of these are still in the folder. */
  findPresent(uids: readonly number[]): Promise<Set<number>>;
  /** Streams sources in the order of the server. No other command may be given before the stream has ended. */
  stream(uids: readonly number[], mostBytes?: number): AsyncIterable<StreamedMail>;
  /** One large source, in memory once; undefined when it does not come. Its end may come before or after `size`. */
  readLarge(uid: number, size: number): Promise<StreamedMail | undefined>;
  /** Moves or marks messages that are durable; those that are gone already are no fault. False when it is refused. */
  settle(uids: readonly number[]): Promise<boolean>;
}

export interface StreamedMail {
  readonly uid: number;
  readonly source?: Buffer | undefined;
  readonly internalDate?: Date | string | undefined;
}

/** Selects the folder, and makes the folder for handled mail where that is missing. */
export async function openFolder(client: ImapFlow, mailbox: MailboxConfig): Promise<MailboxFolder> {
  if (mailbox.naVerwerking === 'verplaatsen') await makeTarget(client, mailbox.doelmap);
  const opened = await client.mailboxOpen(mailbox.map);
  const uidValidity = String(opened.uidValidity);
  const keepsMarks =
    opened.permanentFlags === undefined || opened.permanentFlags.has('\\*') || opened.permanentFlags.has(KEYWORD);

  return {
    place: { mailbox: mailbox.naam, folder: mailbox.map, uidValidity },
    keepsUids: opened.uidValidity > 0n,
    nextUid: opened.uidNext > 0 ? opened.uidNext : Infinity,
    list: (first) => listed(client, `${first}:*`, first),
    async findUnmarked(last) {
      if (last < 1) return [];
      const query = { uid: `1:${last}`, ...(keepsMarks ? { unKeyword: KEYWORD } : {}) };
      const uids = await search(client, query);
      return uids.length === 0 ? [] : listed(client, toUidSet(uids), 1);
    },
    async findPresent(uids) {
      return new Set(await search(client, { uid: toUidSet(uids) }));
    },
    stream: (uids, mostBytes) =>
      client.fetch(
        toUidSet(uids),
        { uid: true, internalDate: true, source: mostBytes === undefined ? true : { start: 0, maxLength: mostBytes } },
        { uid: true },
      ),
    readLarge: (uid, size) => readInParts(client, uid, size),
    async settle(uids) {
      if (uids.length === 0) return true;
      const set = toUidSet(uids);
      if (mailbox.naVerwerking === 'verplaatsen') {
        return Boolean(await client.messageMove(set, mailbox.doelmap, { uid: true }));
      }
      return client.messageFlagsAdd(set, keepsMarks ? ['\\Seen', KEYWORD] : ['\\Seen'], { uid: true, silent: true });
    },
  };
}

async function makeTarget(client: ImapFlow, path: string): Promise<void> {
  try {
    await client.mailboxCreate(path);
  } catch (cause) {
    const existing = await client.list();
    if (existing.some((folder) => folder.path === path || folder.pathAsListed === path)) return;
    throw imapFailure('imap-folder-not-created', { cause });
  }
}

/** A search that was not answered is not an empty answer: messages would be taken for gone. */
async function search(client: ImapFlow, query: SearchObject): Promise<number[]> {
  const found = await client.search(query, { uid: true });
  if (!Array.isArray(found)) throw imapFailure('imap-connection-lost');
  return found;
}

/** `n:*` always answers the last message, even when its UID is below n (RFC 9051 section 6.4.9). */
async function listed(client: ImapFlow, range: string, first: number): Promise<ListedMessage[]> {
  if (client.mailbox !== false && client.mailbox.exists === 0) return [];
  const messages: ListedMessage[] = [];
  for await (const { uid, size = 0 } of client.fetch(range, { uid: true, size: true }, { uid: true })) {
    if (uid >= first) messages.push({ uid, size });
  }
  return messages.sort((a, b) => a.uid - b.uid);
}
