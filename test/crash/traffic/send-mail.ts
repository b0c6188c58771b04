import type { Random } from '../plan/random.ts';
import type { SENDING_KINDS, Sending } from '../plan/sending.ts';
import {
  automaticReply,
  bounce,
  largeMail,
  mailWithAttachments,
  mailWithNuls,
  messageIdOf,
  plainMail,
  tooDeepMail,
  type ComposedMail,
} from './compose.ts';
import type { Outside } from './outside.ts';
import { persist } from './persist.ts';
import type { Sent } from './sent-log.ts';

type MailKind = (typeof SENDING_KINDS)['mail'][number];
interface Letter {
  readonly compose: (random: Random, serial: number) => ComposedMail;
  readonly expected: Sent['expected'];
}

const KINDS: Readonly<Record<MailKind, Letter>> = {
  plain: { compose: plainMail, expected: 'registered' },
  attachment: { compose: mailWithAttachments, expected: 'registered' },
  large: { compose: largeMail, expected: 'registered' },
  repeated: { compose: mailWithAttachments, expected: 'registered' },
  nul: { compose: mailWithNuls, expected: 'registered' },
  automatic: { compose: automaticReply, expected: 'aside' },
  bounce: { compose: bounce, expected: 'aside' },
  'too-deep': { compose: tooDeepMail, expected: 'parked' },
};

/** Puts a mail in the mailbox. A repeated one comes twice, under two UIDs. */
export async function sendMail(outside: Outside, { kind, serial }: Sending, random: Random): Promise<void> {
  const name = kind.slice('mail/'.length) as MailKind;
  const { compose, expected } = KINDS[name];
  const { raw, attachments } = compose(random, serial);
  const append = () =>
    persist(async () => {
      await outside.mailbox.append(raw);
      return true;
    }, outside.signal);
  await append();
  outside.sent.add({
    serial,
    kind,
    alias: messageIdOf(serial),
    expected,
    ...(expected === 'registered' ? { bijlagen: 1 + attachments } : {}),
  });
  if (name === 'repeated') await append();
}
