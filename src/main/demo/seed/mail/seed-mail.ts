import type { Expectation, Seed } from '../seed.ts';
import { composeMail, type MailParts } from './compose-mail.ts';

export interface SeedMail extends Seed {
  readonly channel: 'email';
  readonly raw: Buffer;
}

/** Mailbox that the demo reads. */
export const MAILBOX = 'info@voorbeeldstad.example';

export type MailFacts = Omit<MailParts, 'aan' | 'datum' | 'messageId'> & {
  readonly titel: string;
  /** Names the mail within the demo; part of its Message-ID. */
  readonly id: string;
  /** Minutes before the demo's own moment. */
  readonly minutenGeleden: number;
  readonly expects: Expectation;
};

export const messageIdOf = (id: string) => `demo-${id}@post.inwoner.example`;

export function seedMail(facts: MailFacts, moment: Date): SeedMail {
  const { titel, id, minutenGeleden, expects, ...parts } = facts;
  const messageId = messageIdOf(id);
  const datum = new Date(moment.getTime() - minutenGeleden * 60_000);
  const raw = composeMail({ ...parts, aan: MAILBOX, datum, messageId });
  return { channel: 'email', titel, terms: [messageId], expects, raw };
}
