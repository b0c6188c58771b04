import type { Connection } from 'mongoose';
import type { Earlier } from '#domain/inbound-message/choose-tie.ts';
import { toStoredName, type Reference } from '#domain/inbound-message/reference.ts';
import { findEarlierAnswers } from './find-earlier-answers.ts';
import { findEarlierMessages } from './find-earlier-messages.ts';

/** Ids in one question: the embedded server takes longer over a long list than over two short ones. */
const IDS_AT_ONCE = 500;

/**
 * What each of these ids leads to: messages of its own channel that came in and were registered, and answers that we
 * sent. A database from before there were references has the same ids under the same channels, and is asked the same way.
 */
export async function findEarlier(
  connection: Connection,
  names: readonly Reference[],
): Promise<ReadonlyMap<Reference, readonly Earlier[]>> {
  const earlier = new Map<Reference, Earlier[]>();
  for (const [channel, some] of Map.groupBy(names, (name) => toStoredName(name).channel)) {
    for (let at = 0; at < some.length; at += IDS_AT_ONCE) {
      const asked = new Map(some.slice(at, at + IDS_AT_ONCE).map((name) => [toStoredName(name).alias, name]));
      const [ours, incoming] = await Promise.all([
        channel === 'email' ? findEarlierAnswers(connection, asked) : [],
        findEarlierMessages(connection, channel, asked),
      ]);
      for (const [name, one] of [...ours, ...incoming]) earlier.set(name, [...(earlier.get(name) ?? []), one]);
    }
  }
  return earlier;
}
