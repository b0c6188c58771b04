import type { Connection, mongo } from 'mongoose';
import { CHANNELS } from '#domain/inbound-message/channel-name.ts';
import { messageStateSchema, type StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { MessageCounter } from '#application/ports/message-counter.ts';
import { guarded } from './connection.ts';
import { modelOf, type Stored } from './models.ts';

/** Counts one by one instead of grouping: the server that we embed where there is no MongoDB groups slowly. */
export function createMessageCounterRepository(connection: Connection): MessageCounter {
  const messages = modelOf<Stored<StoredMessage>>(connection, 'messages').collection as unknown as mongo.Collection<
    Stored<StoredMessage>
  >;
  return {
    countByChannel: () =>
      guarded(async () => {
        const rows = await Promise.all(
          CHANNELS.map(async (channel) => {
            const counts = messageStateSchema.options.map(
              async (state) => [state, await messages.countDocuments({ channel, state })] as const,
            );
            return [channel, Object.fromEntries(await Promise.all(counts))] as const;
          }),
        );
        return Object.fromEntries(rows);
      }),
  };
}
