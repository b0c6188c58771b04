import type { Random } from '../plan/random.ts';
import { SERIALS_A_SENDING, type SENDING_KINDS, type Sending } from '../plan/sending.ts';
import {
  automaticReply,
  bounce,
  largeMail,
  mailWithAttachments,
  mailWithNuls,
  messageIdOf,
  plainMail,
  subjectOf,
  tooDeepMail,
  type ComposedMail,
} from './compose.ts';
import type { Outside } from './outside.ts';
import { registerByHand, reopen } from './mend-message.ts';
import { persist } from './persist.ts';
import type { Sent } from './sent-log.ts';

type MailKind = Exclude<(typeof SENDING_KINDS)['mail'][number], 'pile'>;
interface Letter {
  readonly compose: (random: Random, serial: number) => ComposedMail;
  readonly expected: Sent['expected'];
}

const KINDS: Readonly<Record<MailKind, Letter>> = {
  plain: { compose: plainMail, expected: 'registered' },
  attachment: { compose: mailWithAttachments, expected: 'registered' },
  large: { compose: largeMail, expected: 'registered' },
  repeated: { compose: mailWithAttachments, expected: 'registered' },
  traced: { compose: largeMail, expected: 'registered' },
  nul: { compose: mailWithNuls, expected: 'registered' },
  automatic: { compose: automaticReply, expected: 'aside' },
  bounce: { compose: bounce, expected: 'aside' },
  'too-deep': { compose: tooDeepMail, expected: 'parked' },
  repaired: { compose: tooDeepMail, expected: 'registered' },
  reopened: { compose: automaticReply, expected: 'registered' },
};

/** What every server on the way puts before a mail: it is still that mail, with other bytes. */
const TRACE = Buffer.from(
  `Received: from lijst.voorbeeldstad.example\r\n\tby mx.voorbeeldstad.example; ${'x'.repeat(200)}\r\n`,
);

/** Puts a mail in the mailbox. A repeated one comes twice, under two UIDs; a traced one the second time over a list. */
export async function sendMail(outside: Outside, sending: Sending, random: Random): Promise<void> {
  if (sending.kind !== 'mail/pile') {
    await sendOne(outside, sending, random);
    return;
  }
  // Many at once, with one that is set apart among them: they are accepted and registered together.
  const count = random.int(5, SERIALS_A_SENDING);
  const odd = random.int(0, count - 1);
  for (let index = 0; index < count; index += 1) {
    const kind = index === odd ? random.pick(['mail/automatic', 'mail/too-deep'] as const) : 'mail/plain';
    await sendOne(outside, { ...sending, kind, serial: sending.serial + index }, random);
  }
}

async function sendOne(outside: Outside, { kind, serial }: Sending, random: Random): Promise<void> {
  const name = kind.slice('mail/'.length) as MailKind;
  const { compose, expected } = KINDS[name];
  const { raw, attachments } = compose(random, serial);
  const append = (bytes: Buffer) =>
    persist(async () => {
      await outside.mailbox.append(bytes);
      return true;
    }, outside.signal);
  if (name === 'traced') await Promise.all([append(raw), append(Buffer.concat([TRACE, raw]))]);
  else await append(raw);
  outside.sent.add({
    serial,
    kind,
    alias: messageIdOf(serial),
    expected,
    ...(expected === 'registered' ? { bijlagen: 1 + attachments } : {}),
  });
  if (name === 'repeated') await append(raw);
  if (name === 'repaired') await registerByHand(outside, messageIdOf(serial), subjectOf(random, serial));
  if (name === 'reopened') await reopen(outside, messageIdOf(serial));
}
