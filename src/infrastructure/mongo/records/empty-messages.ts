import type { Connection } from 'mongoose';
import { VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { collectionOf, idsOf } from './collections.ts';
import { options, type Session } from '../session.ts';

export interface Emptied {
  readonly count: number;
  /** GridFS files that held their bytes: to be removed after the commit. */
  readonly files: readonly string[];
}

const FINISHED: readonly MessageState[] = ['registered', 'aside'];

interface Bytes {
  readonly _id: string;
  readonly raw?: unknown;
  readonly size: number;
  readonly herstel?: { readonly vervangingen?: readonly { readonly id: string }[] };
  readonly klantcontacten: readonly { readonly nummer: string }[];
  readonly internetaken: readonly { readonly nummer: string }[];
}

/**
 * Takes everything out of accepted messages but their id, channel and moments. The id stays for good: it follows from
 * the message, so that a mail that is still in its mailbox is recognised and not registered again years later.
 * - `gone`      nothing of it is in the register any more: it is `aside` with the reason `vernietigd`;
 * - `original`  its klantcontact stays, only the bytes go.
 */
export async function emptyMessages(
  connection: Connection,
  uuids: readonly string[],
  how: 'gone' | 'original',
  now: Date,
  session: Session,
): Promise<Emptied> {
  if (uuids.length === 0) return { count: 0, files: [] };
  const messages = collectionOf(connection, 'messages');
  const filter = {
    _id: { $in: [...uuids] },
    'reason.code': { $ne: VERNIETIGD },
    // A person may have brought it back since it was judged: what is under way keeps its bytes.
    state: { $in: FINISHED },
    ...(how === 'original' ? { size: { $gt: 0 } } : {}),
  };
  const projection = { size: 1, 'herstel.vervangingen': 1, klantcontacten: 1, internetaken: 1 };
  const found = (await messages
    .find(filter as never, { projection, ...options(session) })
    .toArray()) as unknown as Bytes[];
  if (found.length === 0) return { count: 0, files: [] };
  await messages.bulkWrite(
    found.map((message) => ({
      updateOne: {
        filter: { _id: message._id, state: { $in: FINISHED } } as never,
        update: toUpdate(message, how, now) as never,
      },
    })),
    options(session),
  );
  const replaced = found.flatMap(({ herstel }) => (herstel?.vervangingen ?? []).map(({ id }) => id));
  // Large ones have a file with their own id; for the others there is nothing to remove.
  const large = await idsOf(connection, 'bestanden.files', { _id: { $in: found.map(({ _id }) => _id) } });
  return { count: found.length, files: [...large, ...replaced] };
}

function toUpdate({ _id, klantcontacten, internetaken }: Bytes, how: 'gone' | 'original', now: Date) {
  const nummers = [...klantcontacten, ...internetaken].map(({ nummer }) => nummer);
  const bare = {
    key: `vernietigd:${_id}`,
    envelope: {},
    locations: [],
    aliases: how === 'gone' ? [] : nummers,
    size: 0,
    sha256: '',
    raw: Buffer.alloc(0),
  };
  return {
    $set: {
      ...bare,
      ...(how === 'original'
        ? {}
        : {
            state: 'aside',
            reason: { code: VERNIETIGD },
            klantcontacten: [],
            internetaken: [],
            steps: [{ op: now, step: VERNIETIGD }],
          }),
    },
    ...(how === 'original' ? { $push: { steps: { op: now, step: 'origineel-vernietigd' } } } : {}),
    $unset: { herstel: '', jobId: '' },
  };
}
