import { unprocessable } from '#domain/failure/failure.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { InboundDocument, InboundMessage, Normalised } from '#domain/inbound-message/inbound-message.ts';
import { kanaalOf } from '#domain/inbound-message/kanaal-of.ts';
import type { ReaderAnswer, ReaderInput } from './reader-task.ts';

/** What a code or a hash looks like; more of it would be text of the sender's, in a log. */
const CODE = /^[a-z0-9-]{1,80}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const KINDS = ['transient', 'unprocessable', 'rejected', 'defect'];
const LONGEST_MESSAGE = 500;
/** Contacts of one message: a form has at most twenty subjects. */
const MOST_CONTACTS = 100;

/**
 * The answer of a reader, once it says no more than a reader may: it read what a stranger sent, so it is a stranger's
 * word as well. It speaks of its own message only: never of the bytes of another one, or of a file that is there already;
 * and what a mail or a letter says makes nobody a known person, ties to nothing by id, and is not a colleague's work.
 * Throws `reader-answer-refused` (unprocessable).
 */
export function checkAnswer(channel: ChannelName, answer: ReaderAnswer, input: ReaderInput): ReaderAnswer {
  if (isAllowed(channel, answer, input)) return answer;
  throw unprocessable('reader-answer-refused', 'The reader answered something that does not follow from its message');
}

function isAllowed(channel: ChannelName, answer: ReaderAnswer, input: ReaderInput): boolean {
  try {
    if ('failure' in answer) {
      const { kind, code, message } = answer.failure;
      return KINDS.includes(kind) && CODE.test(code) && message.length <= LONGEST_MESSAGE;
    }
    return isOfMessage(channel, answer.normalised, input);
  } catch {
    // A shape that is none of ours.
    return false;
  }
}

function isOfMessage(channel: ChannelName, normalised: Normalised, input: ReaderInput): boolean {
  if (normalised.kind === 'aside') return CODE.test(normalised.code);
  const { contacten } = normalised;
  const kanaal = kanaalOf({ channel, envelope: input.envelope });
  return (
    contacten.length > 0 &&
    contacten.length <= MOST_CONTACTS &&
    contacten.every(
      (contact) =>
        contact.kanaal === kanaal &&
        contact.documenten.every((document) => isOwn(document, input)) &&
        (channel === 'form' ? isOfColleague(contact, input) : isOfStranger(contact)),
    )
  );
}

function isOwn({ bron, scan }: InboundDocument, { uuid, size, sha256 }: ReaderInput): boolean {
  if (scan !== undefined) return false;
  if (bron.kind === 'bytes') return bron.bytes instanceof Uint8Array && SHA256.test(bron.sha256);
  return bron.kind === 'message' && bron.messageUuid === uuid && bron.size === size && bron.sha256 === sha256;
}

function isOfStranger({ actor, betrokkenen, onderwerpobjecten }: InboundMessage): boolean {
  return (
    'automaat' in actor &&
    betrokkenen.every(({ wasPartij }) => wasPartij === undefined) &&
    onderwerpobjecten.every((subject) => !('wasKlantcontact' in subject))
  );
}

/** Whoever was logged in at the form wrote it, whatever stands in it. */
function isOfColleague({ actor }: InboundMessage, { envelope: { medewerker } }: ReaderInput): boolean {
  return 'automaat' in actor || medewerker === undefined || actor.medewerker === medewerker;
}
