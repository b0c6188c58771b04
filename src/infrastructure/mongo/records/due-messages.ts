import type { Connection } from 'mongoose';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import { channelOf } from '#domain/inbound-message/kanaal-of.ts';
import { VERNIETIGD, VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import type { Bewaarregel } from '#domain/records/bewaarregel.ts';
import { inBatches } from '../in-batches.ts';
import { options } from '../session.ts';
import { collectionOf } from './collections.ts';
import { emptyMessages } from './empty-messages.ts';
import type { Portie } from './portie.ts';
import { removeConversations } from './remove-conversations.ts';

const BATCH = 100;
const LINES_AT_ONCE = 1_000;

export function messagesOf(kanaal: KanaalSleutel) {
  const channel = channelOf(kanaal);
  return channel === 'form' ? { channel, 'envelope.kanaal': kanaal } : { channel };
}

/** Messages that led to no klantcontact and are old enough. What is still parked or open is never among them. */
export async function* dueMessages(
  connection: Connection,
  { soort, voor }: Bewaarregel,
  kanaal: KanaalSleutel,
  now: Date,
): AsyncGenerator<Portie> {
  const reason = soort === 'geparkeerd' ? VERWORPEN : { $nin: [VERWORPEN, VERNIETIGD] };
  const filter = { state: 'aside', ...messagesOf(kanaal), 'reason.code': reason, acceptedAt: { $lt: voor } };
  const old = collectionOf(connection, 'messages').find(filter as never, {
    projection: { _id: 1 },
    sort: { acceptedAt: 1 },
    batchSize: BATCH,
  });
  for await (const batch of inBatches(old, BATCH)) yield* judge(batch.map(({ _id }) => _id));

  async function* judge(uuids: readonly string[]): AsyncGenerator<Portie> {
    const found = await collectionOf(connection, 'taakdossiers')
      .find({ messages: { $in: [...uuids] }, status: 'te_verwerken' } as never, { projection: { messages: 1 } })
      .toArray();
    const busy = new Set(found.flatMap(({ messages }) => messages as string[]));
    const due = uuids.filter((uuid) => !busy.has(uuid));
    if (due.length < uuids.length) yield { kind: 'stays', aantal: uuids.length - due.length, reden: 'open-taak' };
    if (due.length > 0) yield toPortie(due);
  }

  function toPortie(uuids: readonly string[]): Portie {
    return {
      kind: 'due',
      aantal: uuids.length,
      objecten: uuids.map((uuid) => ({ soort: 'bericht', uuid })),
      remove: async (session) => {
        const about = { messages: { $in: [...uuids] }, status: 'verwerkt' };
        const { deletedCount } = await collectionOf(connection, 'taakdossiers').deleteMany(about, options(session));
        const emptied = await emptyMessages(connection, uuids, 'gone', now, session);
        const { gesprekken, files } = await removeConversations(connection, uuids, session);
        return {
          tellingen: { berichten: emptied.count, taakdossiers: deletedCount, gesprekken },
          files: [...emptied.files, ...files],
        };
      },
    };
  }
}

/** What stands on its own: nothing points at it. */
export async function* dueLines(connection: Connection, { soort, voor }: Bewaarregel): AsyncGenerator<Portie> {
  const place = LINES[soort];
  if (place === undefined) return;
  const { name, filter } = place;
  const old = collectionOf(connection, name).find(filter(voor) as never, {
    projection: { _id: 1 },
    batchSize: LINES_AT_ONCE,
  });
  for await (const batch of inBatches(old, LINES_AT_ONCE)) yield toLines(batch.map(({ _id }) => _id));

  function toLines(ids: readonly string[]): Portie {
    return {
      kind: 'due',
      aantal: ids.length,
      objecten: [],
      remove: async (session) => {
        const { deletedCount } = await collectionOf(connection, name).deleteMany(
          { _id: { $in: [...ids] } },
          options(session),
        );
        return { tellingen: { [name]: deletedCount }, files: [] };
      },
    };
  }
}

const LINES: Partial<Record<Bewaarregel['soort'], { name: string; filter: (voor: Date) => object }>> = {
  leveringen: { name: 'whatsapppayloads', filter: (voor) => ({ state: { $ne: 'open' }, receivedAt: { $lt: voor } }) },
  bezorgstatus: { name: 'whatsappdeliverystates', filter: (voor) => ({ at: { $lt: voor } }) },
  meldingen: {
    name: 'uitgaand',
    filter: (voor) => ({ soort: 'melding', state: { $ne: 'open' }, aangemaaktOp: { $lt: voor } }),
  },
};
