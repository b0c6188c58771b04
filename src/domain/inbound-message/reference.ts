import type { ChannelName } from './channel-name.ts';

/**
 * An id by which a message names an earlier one, in the namespace of its channel: a message names messages of its own
 * channel and nothing else. Only `toReferences` makes one, so an id never means something in two channels.
 */
export type Reference = `${ChannelName}:${string}`;

/** Characters of one id. A longer one is not one that anybody answers to. */
export const LONGEST_ID = 300;
/** Of one message. What it names beyond these is an older part of the same thread. */
export const MOST_REFERENCES = 30;

/**
 * What an id looks like that a message of this channel may name. A channel without one is named by nobody: what a scan or
 * a form is called is for people who look for it. Our own nummers, which stand beside the ids in the ledger, fit nowhere.
 */
const NAMES: Readonly<Record<ChannelName, RegExp | undefined>> = {
  // RFC 5322 section 3.6.4, loosely: a left side, an @, a right side.
  email: /^[^\s<>]+@[^\s<>]+$/,
  // Meta calls it opaque; all digits is a nummer of ours.
  whatsapp: /^(?!\d+$)[^\s<>]+$/,
  letter: undefined,
  form: undefined,
};

/** Those of these ids that a message of this channel may name, each once and in order. */
export function toReferences(channel: ChannelName, ids: readonly string[]): Reference[] {
  const name = NAMES[channel];
  if (name === undefined) return [];
  const good = ids.filter((id) => id.length <= LONGEST_ID && name.test(id));
  return [...new Set(good)].slice(0, MOST_REFERENCES).map((id): Reference => `${channel}:${id}`);
}

/** Where the ledger has it: among the `aliases` of a message of that channel, as it had before there were references. */
export function toStoredName(reference: Reference): { channel: ChannelName; alias: string } {
  const colon = reference.indexOf(':');
  return { channel: reference.slice(0, colon) as ChannelName, alias: reference.slice(colon + 1) };
}
