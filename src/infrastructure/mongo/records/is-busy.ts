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
  const ids = (name: string, filter: Record<string, unknown>) => idsOf(connection, name, filter, session);
  const taken: string[] = [];
  for (const about of [{ klantcontact: uuids }, { messages: { $in: [...messages] } }]) {
    if ((await ids('taakdossiers', { ...about, status: 'te_verwerken' })).length > 0) return true;
    taken.push(...(await ids('taakdossiers', about)));
  }
  for (const about of [{ klantcontact: uuids }, { taak: { $in: taken } }]) {
    if ((await ids('uitgaand', { ...about, ...UNSENT })).length > 0) return true;
  }
  return false;
}

/** A person's words that are still on their way to a citizen. */
export const UNSENT = { soort: 'antwoord', state: 'open' } as const;
