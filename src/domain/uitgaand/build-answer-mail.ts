import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import { cleanLine, cleanText } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import { messageIdSchema, toMessageId, type Uitgaand } from './uitgaand.schema.ts';

export interface AnswerMailFacts {
  readonly key: string;
  /** See toMessageId. */
  readonly lot: string;
  readonly aan: string;
  readonly van: { readonly naam: string; readonly adres: string };
  /** Subject of the question. */
  readonly onderwerp: string;
  readonly tekst: string;
  /** What the message behind the question is known by; the Message-IDs among them make the mail a reply. */
  readonly aliases: readonly string[];
  readonly klantcontact: string;
  readonly taak: string;
  readonly now: Date;
}

/** The answer as a mail: a reply in the citizen's own conversation, in the words of the person who wrote it. */
export function buildAnswerMail(facts: AnswerMailFacts): Uitgaand {
  const uuid = deterministicUuid(facts.key, 'uitgaand');
  const onderwerp = cleanLine(facts.onderwerp);
  const inReplyTo = facts.aliases
    .map((alias) => alias.replace(/^<|>$/g, ''))
    .find((alias) => messageIdSchema.safeParse(alias).success);
  return {
    uuid,
    soort: 'antwoord',
    aan: facts.aan,
    van: facts.van.naam,
    onderwerp: cutText(/^(re|antw|aw)\s*:/i.test(onderwerp) ? onderwerp : `Re: ${onderwerp}`, 250),
    tekst: cleanText(facts.tekst),
    messageId: toMessageId(facts.lot, facts.van.adres),
    ...(inReplyTo === undefined ? {} : { inReplyTo, references: [inReplyTo] }),
    state: 'open',
    attempts: 0,
    aangemaaktOp: facts.now,
    klantcontact: facts.klantcontact,
    taak: facts.taak,
  };
}
