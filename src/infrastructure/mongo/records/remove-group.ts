import type { Connection } from 'mongoose';
import { collectionOf, idsOf } from './collections.ts';
import { options, type Session } from '../session.ts';
import { emptyMessages } from './empty-messages.ts';
import { removeConversations } from './remove-conversations.ts';
import { removeDocuments, type Removed } from './remove-documents.ts';

/** Of a ContactGroup what it takes to remove it. */
interface RemovableGroup {
  readonly klantcontacten: readonly { readonly uuid: string }[];
  readonly messages: readonly string[];
}

/**
 * Everything of these klantcontacten, and the contents of the messages that they came from. Without transactions the
 * klantcontact itself goes last, so that a run that was broken off is found and finished by the next one.
 */
export async function removeGroup(
  connection: Connection,
  { klantcontacten, messages }: RemovableGroup,
  now: Date,
  session: Session,
): Promise<Removed> {
  const uuids = klantcontacten.map(({ uuid }) => uuid);
  const counts: Record<string, number> = {};
  const remove = async (name: string, filter: Record<string, unknown>) => {
    const { deletedCount } = await collectionOf(connection, name).deleteMany(filter, options(session));
    counts[name] = (counts[name] ?? 0) + deletedCount;
  };
  const of = (field: string, ids: readonly string[] = uuids) => ({ [field]: { $in: [...ids] } });

  const taken = await idsOf(connection, 'taakdossiers', of('klantcontact'), session);
  await remove('uitgaand', of('klantcontact'));
  await remove('uitgaand', of('taak', taken));
  const documents = await removeDocuments(connection, uuids, session);
  const betrokkenen = await idsOf(connection, 'betrokkenen', of('hadKlantcontact'), session);
  await remove('digitaleadressen', of('verstrektDoorBetrokkene', betrokkenen));
  await remove('betrokkenen', of('hadKlantcontact'));
  await remove('actorklantcontacten', of('klantcontact'));
  await remove('onderwerpobjecten', of('klantcontact'));
  await remove('onderwerpobjecten', of('wasKlantcontact'));
  await remove('internetaken', of('aanleidinggevendKlantcontact'));
  await remove('taakdossiers', of('klantcontact'));
  await remove('taakdossiers', of('messages', messages));
  const emptied = await emptyMessages(connection, messages, 'gone', now, session);
  const { gesprekken, files } = await removeConversations(connection, messages, session);
  await remove('klantcontacten', of('_id'));
  return {
    tellingen: { ...counts, ...documents.tellingen, berichten: emptied.count, gesprekken },
    files: [...documents.files, ...emptied.files, ...files],
  };
}
