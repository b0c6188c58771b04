import type { Connection } from 'mongoose';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { Stored } from '../models.ts';
import type { Asked, Found } from './asked.ts';
import { findAdressen } from './find-adressen.ts';
import { typedCollection } from './typed-collection.ts';

/** Messages with the same id, per id: somebody who sends one id a thousand times hides nothing of the others. */
const MOST = 20;

type Known = Pick<Stored<StoredMessage>, '_id' | 'aliases' | 'klantcontacten'>;

/** Registered messages of this channel that have one of these ids, the last accepted first, with who is in their klantcontact. */
export async function findEarlierMessages(connection: Connection, channel: ChannelName, asked: Asked): Promise<Found> {
  const known = (await readKnown(connection, channel, asked)).flatMap(({ klantcontacten: [contact], aliases }) =>
    contact === undefined ? [] : [{ klantcontact: contact.uuid, aliases }],
  );
  const adressen = await findAdressen(
    connection,
    known.map(({ klantcontact }) => klantcontact),
  );
  return known.flatMap(({ klantcontact, aliases }) =>
    aliases.flatMap((alias) => {
      const name = asked.get(alias);
      const one = { klantcontact, isOurs: false, adressen: adressen.get(klantcontact) ?? [] };
      return name === undefined ? [] : [[name, one] as const];
    }),
  );
}

async function readKnown(connection: Connection, channel: ChannelName, asked: Asked): Promise<Known[]> {
  const most = MOST * asked.size;
  const last = await read(-1);
  if (last.length < most) return last;
  // Of a single id whoever was there before the flood is among the first.
  if (asked.size === 1) return [...last, ...(await read(1))];
  // So many of one that they may have pushed out those of another: each is asked by itself.
  const alone: Known[] = [];
  for (const one of asked) alone.push(...(await readKnown(connection, channel, new Map([one]))));
  return alone;

  function read(order: 1 | -1): Promise<Known[]> {
    const filter = { aliases: { $in: [...asked.keys()] }, channel, state: 'registered' };
    return typedCollection<StoredMessage>(connection, 'messages')
      .find(filter as never, {
        projection: { klantcontacten: 1, aliases: 1 },
        sort: { acceptedAt: order },
        limit: most,
      })
      .toArray();
  }
}
