import type { Connection, mongo } from 'mongoose';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import { modelOf, type CollectionName, type Stored } from './models.ts';

type Found = { uuid: string; nummer: string };

/**
 * The klantcontact behind one of these ids: of a message that came in, or of an answer that we sent. The ids are in
 * order of preference (In-Reply-To before References), and the first that is known decides.
 */
export async function findKlantcontactByAlias(
  connection: Connection,
  aliases: readonly string[],
): Promise<Found | undefined> {
  if (aliases.length === 0) return undefined;
  const wanted = aliases.map(bare);
  const [incoming, outgoing] = await Promise.all([findIncoming(), findOutgoing()]);
  const places = [...incoming, ...outgoing].filter(({ place }) => place !== -1);
  return places.sort((a, b) => a.place - b.place)[0]?.found;

  async function findIncoming() {
    const messages = await collection<StoredMessage>('messages')
      .find({ aliases: { $in: [...new Set([...aliases, ...wanted])] }, state: 'registered' } as never, {
        projection: { klantcontacten: 1, aliases: 1 },
        sort: { acceptedAt: -1 },
        limit: 20,
      })
      .toArray();
    return messages.flatMap(({ klantcontacten: [found], aliases: known }) => {
      const ids = new Set(known.map(bare));
      return found === undefined ? [] : [{ found, place: wanted.findIndex((alias) => ids.has(alias)) }];
    });
  }

  async function findOutgoing() {
    const mails = await collection<Uitgaand>('uitgaand')
      .find({ messageId: { $in: wanted } } as never, { projection: { messageId: 1, klantcontact: 1 }, limit: 20 })
      .toArray();
    const answers = mails.flatMap(({ klantcontact }) => (klantcontact === undefined ? [] : [klantcontact]));
    if (answers.length === 0) return [];
    const contacts = await collection<Klantcontact>('klantcontacten')
      .find({ _id: { $in: answers } } as never, { projection: { nummer: 1 } })
      .toArray();
    const nummers = new Map(contacts.map(({ _id, nummer }) => [_id, nummer]));
    return mails.flatMap(({ messageId, klantcontact: uuid }) => {
      const nummer = uuid === undefined ? undefined : nummers.get(uuid);
      return uuid === undefined || nummer === undefined
        ? []
        : [{ found: { uuid, nummer }, place: wanted.indexOf(messageId) }];
    });
  }

  function collection<T extends { uuid: string }>(name: CollectionName) {
    return modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
  }
}

const bare = (alias: string) => alias.trim().replace(/^<|>$/g, '');
