import type { MessageSummary } from '#application/ports/message-store.ts';
import { STATEN } from '#domain/inbound-message/message-words.ts';
import { Failure } from '#domain/failure/failure.ts';
import type { MessageTrace } from '#application/trace-message.ts';
import type { Ledger } from '../with-ledger.ts';

/** The one message that an act is meant for. Throws when the term names none, or several. */
export async function findOne({ trace }: Pick<Ledger, 'trace'>, term: string): Promise<MessageTrace> {
  const [first, ...others] = await trace(term);
  if (first === undefined) throw new Failure('rejected', 'message-not-found', `Niets gevonden bij ${term}.`);
  if (others.length === 0) return first;
  const keys = [first, ...others].map(({ message }) => describe(message)).join('\n  ');
  throw new Failure('rejected', 'message-ambiguous', `Meer dan één bericht bij ${term}; kies er een:\n  ${keys}`);
}

const describe = ({ key, state }: MessageSummary) => `${key}  (${STATEN[state].toLowerCase()})`;
