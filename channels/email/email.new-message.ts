import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import type { EmailEnvelope } from './email.envelope.ts';
import { fingerprintMail } from './email.message-key.ts';

/** A folder of one mailbox in one numbering. */
export interface FolderIdentity {
  readonly mailbox: string;
  readonly folder: string;
  readonly uidValidity: string;
}

export interface FetchedMail {
  readonly uid: number;
  readonly raw: Uint8Array;
  /** INTERNALDATE as imapflow gives it. */
  readonly internalDate: Date | string | undefined;
  /** Bytes at the server, when `raw` is only the beginning of the mail. */
  readonly originalSize?: number;
}

/** `info/INBOX/1234567/42` */
export const toLocation = ({ mailbox, folder, uidValidity }: FolderIdentity, uid: number) =>
  `${mailbox}/${folder}/${uidValidity}/${uid}`;

export async function toNewMessage(place: FolderIdentity, mail: FetchedMail, now: Date): Promise<NewMessage> {
  const { key, aliases, sha256 } = await fingerprintMail(place.mailbox, mail.raw);
  const envelope: EmailEnvelope = {
    mailbox: place.mailbox,
    folder: place.folder,
    ...(mail.originalSize === undefined ? {} : { originalSize: mail.originalSize }),
  };
  return {
    uuid: deterministicUuid(key, 'message'),
    key,
    channel: 'email',
    receivedAt: credible(mail.internalDate, now),
    envelope,
    location: toLocation(place, mail.uid),
    aliases,
    mediaType: 'message/rfc822',
    sha256,
    raw: mail.raw,
  };
}

const DAY_MS = 86_400_000;
const FIRST_CREDIBLE = Date.UTC(1990, 0, 1);

/** Servers with a broken clock and imported mail carry absurd dates; the moment of taking in then stands in. */
function credible(internalDate: Date | string | undefined, now: Date): Date {
  const date = internalDate === undefined ? now : new Date(internalDate);
  const time = date.getTime();
  return time >= FIRST_CREDIBLE && time <= now.getTime() + DAY_MS ? date : now;
}
