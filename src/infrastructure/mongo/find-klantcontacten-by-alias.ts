import type { Connection, mongo } from 'mongoose';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import { modelOf, type CollectionName, type Stored } from './models.ts';

type Found = { uuid: string; nummer: string };
/** What is known by some of the ids that were asked for, the last accepted first. */
type Known = { readonly found: Found; readonly ids: ReadonlySet<string> };

/** Ids in one question: the embedded server takes longer over a long list than over two short ones. */
const IDS_AT_ONCE = 500;
/** Messages with the same id, per list: somebody who sends one id a thousand times hides nothing of the others. */
const MOST = 20;

/**
 * For each list of ids the klantcontact behind one of them: of a message that came in, or of an answer that we sent. The
 * ids are in order of preference (In-Reply-To before References), and the first that is known decides.
 */
export async function findKlantcontactenByAlias(
  connection: Connection,
  lists: readonly (readonly string[])[],
): Promise<(Found | undefined)[]> {
  const answers: (Found | undefined)[] = [];
  let group: (readonly string[])[] = [];
  let size = 0;
  for (const list of lists) {
    if (size > 0 && size + list.length > IDS_AT_ONCE) {
      answers.push(...(await findGroup(group)));
      [group, size] = [[], 0];
    }
    group.push(list);
    size += list.length;
  }
  return [...answers, ...(await findGroup(group))];

  async function findGroup(some: readonly (readonly string[])[]): Promise<(Found | undefined)[]> {
    const asked = [...new Set(some.flat())];
    if (asked.length === 0) return some.map(() => undefined);
    const most = MOST * some.length;
    const [incoming, outgoing] = await Promise.all([findIncoming(asked, most), findOutgoing(asked.map(bare), most)]);
    // So many of one list that they may have pushed out those of another: each is asked by itself.
    if (some.length > 1 && Math.max(incoming.length, outgoing.length) >= most) {
      const alone: (Found | undefined)[] = [];
      for (const list of some) alone.push(...(await findGroup([list])));
      return alone;
    }
    const known = [...incoming, ...outgoing];
    return some.map((list) => choose(list.map(bare), known));
  }

  async function findIncoming(asked: readonly string[], limit: number): Promise<Known[]> {
    const messages = await collection<StoredMessage>('messages')
      .find({ aliases: { $in: [...new Set([...asked, ...asked.map(bare)])] }, state: 'registered' } as never, {
        projection: { klantcontacten: 1, aliases: 1 },
        sort: { acceptedAt: -1 },
        limit,
      })
      .toArray();
    return messages.flatMap(({ klantcontacten: [found], aliases }) =>
      found === undefined ? [] : [{ found, ids: new Set(aliases.map(bare)) }],
    );
  }

  async function findOutgoing(asked: readonly string[], limit: number): Promise<Known[]> {
    const mails = await collection<Uitgaand>('uitgaand')
      .find({ messageId: { $in: asked } } as never, { projection: { messageId: 1, klantcontact: 1 }, limit })
      .toArray();
    const uuids = mails.flatMap(({ klantcontact }) => (klantcontact === undefined ? [] : [klantcontact]));
    if (uuids.length === 0) return [];
    const contacts = await collection<Klantcontact>('klantcontacten')
      .find({ _id: { $in: uuids } } as never, { projection: { nummer: 1 } })
      .toArray();
    const nummers = new Map(contacts.map(({ _id, nummer }) => [_id, nummer]));
    return mails.flatMap(({ messageId, klantcontact: uuid }) => {
      const nummer = uuid === undefined ? undefined : nummers.get(uuid);
      return uuid === undefined || nummer === undefined ? [] : [{ found: { uuid, nummer }, ids: new Set([messageId]) }];
    });
  }

  function collection<T extends { uuid: string }>(name: CollectionName) {
    return modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
  }
}

function choose(wanted: readonly string[], known: readonly Known[]): Found | undefined {
  for (const id of wanted) {
    const one = known.find(({ ids }) => ids.has(id));
    if (one !== undefined) return one.found;
  }
  return undefined;
}

const bare = (alias: string) => alias.trim().replace(/^<|>$/g, '');
