import type { Connection } from 'mongoose';
import type { ContactGroup } from './collect-group.ts';
import { idsOf } from './collections.ts';
import type { Session } from '../session.ts';

/** Somebody may have got work on it, or may have answered, since the group was read: then it is left alone. */
export async function isBusy(
  connection: Connection,
  { klantcontacten, messages }: Pick<ContactGroup, 'klantcontacten' | 'messages'>,
  session: Session,
): Promise<boolean> {
  const uuids = { $in: klantcontacten.map(({ uuid }) => uuid) };
  const some = async (name: string, filter: Record<string, unknown>) =>
    (await idsOf(connection, name, filter, session)).length > 0;
  const open = { status: 'te_verwerken' };
  return (
    (await some('taakdossiers', { klantcontact: uuids, ...open })) ||
    (await some('taakdossiers', { messages: { $in: [...messages] }, ...open })) ||
    (await some('uitgaand', { klantcontact: uuids, ...UNSENT }))
  );
}

/** A person's words that are still on their way to a citizen. */
export const UNSENT = { soort: 'antwoord', state: 'open' } as const;
