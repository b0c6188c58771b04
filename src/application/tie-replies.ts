import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { adressenOf } from '#domain/inbound-message/adressen-of.ts';
import { chooseTie, type Earlier, type Tie } from '#domain/inbound-message/choose-tie.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { toReferences, type Reference } from '#domain/inbound-message/reference.ts';
import type { Contactadres } from '#domain/klantcontact/same-adres.ts';
import { contactKey } from './contact-key.ts';
import type { RegisterStore } from './ports/register-store.ts';
import type { ContactsEntry } from './register-contacts.ts';

/** What came of everything that a contact says it answers. */
export interface Ties {
  readonly antwoordOp: readonly string[];
  readonly nietGekoppeld: boolean;
}
export const NO_TIES: Ties = { antwoordOp: [], nietGekoppeld: false };

interface Reply {
  readonly inbound: InboundMessage;
  /** Of the contact itself: nothing answers itself. */
  readonly own: string;
  readonly names: readonly Reference[];
  readonly van: Contactadres | undefined;
}

/** The ties of the contacts that are a reply to something: one question to the register for all of them. */
export async function tieReplies(
  register: Pick<RegisterStore, 'findEarlier'>,
  entries: readonly ContactsEntry[],
): Promise<ReadonlyMap<InboundMessage, Ties>> {
  const replies = entries.flatMap(repliesOf);
  if (replies.length === 0) return new Map();
  const together = earlierTogether(entries);
  const known = await register.findEarlier([...new Set(replies.flatMap(({ names }) => names))]);
  const ties = new Map<InboundMessage, Ties>();
  for (const { inbound, own, names, van } of replies) {
    const earlierOf = (name: Reference) =>
      [...(together.get(name) ?? []), ...(known.get(name) ?? [])].filter(({ klantcontact }) => klantcontact !== own);
    ties.set(inbound, withTie(ties.get(inbound) ?? NO_TIES, chooseTie(names, van, earlierOf)));
  }
  return ties;
}

const repliesOf = ({ key, channel, contacten }: ContactsEntry): Reply[] =>
  contacten.flatMap((inbound, place) =>
    inbound.onderwerpobjecten.flatMap((subject): Reply[] => {
      if (!('antwoordOp' in subject)) return [];
      const names = toReferences(channel, subject.antwoordOp);
      return names.length === 0 ? [] : [{ inbound, own: klantcontactOf(key, place), names, van: subject.van }];
    }),
  );

/** A question and the replies to it may wait in one folder: the register does not know the question yet then. */
function earlierTogether(entries: readonly ContactsEntry[]): ReadonlyMap<Reference, readonly Earlier[]> {
  const together = new Map<Reference, Earlier[]>();
  for (const { key, channel, aliases = [], contacten } of entries) {
    const [first] = contacten;
    if (first === undefined) continue;
    const earlier = { klantcontact: klantcontactOf(key, 0), isOurs: false, adressen: adressenOf(first) };
    for (const name of toReferences(channel, aliases)) together.set(name, [...(together.get(name) ?? []), earlier]);
  }
  return together;
}

const klantcontactOf = (key: string, place: number) => deterministicUuid(contactKey(key, place), 'klantcontact');

function withTie({ antwoordOp, nietGekoppeld }: Ties, tie: Tie): Ties {
  if (tie.kind !== 'tied') return { antwoordOp, nietGekoppeld: nietGekoppeld || tie.kind === 'refused' };
  return { antwoordOp: [...new Set([...antwoordOp, tie.klantcontact])], nietGekoppeld };
}
