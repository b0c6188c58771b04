import type { Connection } from 'mongoose';
import { addTellingen } from '#domain/records/verklaring.ts';
import type { ContactGroup } from './collect-group.ts';
import { collectionOf, idsOf } from './collections.ts';
import { options, type Session } from '../session.ts';
import { emptyMessages } from './empty-messages.ts';
import { removeConversations } from './remove-conversations.ts';
import { removeDocuments, type Removed } from './remove-documents.ts';

/** What stands where a text was. */
export const GEWIST = 'Gewist op verzoek (AVG)';

/**
 * Leaves that there was a contact (nummer, kanaal, moment, unit), and takes out who it was and what was said. That a
 * klantcontact never changes gives way to article 17 of the AVG, and to nothing else.
 */
export async function anonymiseGroup(
  connection: Connection,
  { klantcontacten, messages }: ContactGroup,
  person: readonly string[],
  now: Date,
  session: Session,
): Promise<Removed> {
  const uuids = klantcontacten.map(({ uuid }) => uuid);
  const update = async (name: string, filter: Record<string, unknown>, change: Record<string, unknown>) =>
    (await collectionOf(connection, name).updateMany(filter, change, options(session))).matchedCount;
  const remove = async (name: string, filter: Record<string, unknown>) =>
    (await collectionOf(connection, name).deleteMany(filter, options(session))).deletedCount;

  const contacts = await update(
    'klantcontacten',
    { _id: { $in: uuids } },
    { $set: { onderwerp: GEWIST }, $unset: { inhoud: '', reactie: '' } },
  );
  const ours = { _id: { $in: [...person] }, hadKlantcontact: { $in: uuids } };
  const betrokkenen = await idsOf(connection, 'betrokkenen', ours, session);
  await update(
    'betrokkenen',
    { _id: { $in: betrokkenen } },
    {
      $unset: { contactnaam: '', organisatienaam: '', bezoekadres: '', correspondentieadres: '', wasPartij: '' },
    },
  );
  const adressen = await remove('digitaleadressen', { verstrektDoorBetrokkene: { $in: betrokkenen } });
  await update('internetaken', { aanleidinggevendKlantcontact: { $in: uuids } }, { $unset: { toelichting: '' } });
  const taken = await anonymiseTasks();
  const mails =
    (await remove('uitgaand', { klantcontact: { $in: uuids } })) + (await remove('uitgaand', { taak: { $in: taken } }));
  const documents = await removeDocuments(connection, uuids, session);
  const emptied = await emptyMessages(connection, messages, 'original', now, session);
  const { gesprekken, files } = await removeConversations(connection, messages, session);
  return {
    tellingen: addTellingen(documents.tellingen, {
      klantcontacten: contacts,
      betrokkenen: betrokkenen.length,
      digitaleadressen: adressen,
      taakdossiers: taken.length,
      uitgaand: mails,
      berichten: emptied.count,
      gesprekken,
    }),
    files: [...documents.files, ...emptied.files, ...files],
  };

  /** The history stays as who did what when, without what was written with it; also of the task to mend the message. */
  async function anonymiseTasks(): Promise<string[]> {
    const dossiers = collectionOf(connection, 'taakdossiers');
    const found = await dossiers
      .find({ $or: [{ klantcontact: { $in: uuids } }, { messages: { $in: [...messages] } }] } as never, {
        projection: { verloop: 1 },
        ...options(session),
      })
      .toArray();
    for (const { _id, verloop } of found) {
      const lines = (verloop as Record<string, unknown>[]).map(({ toelichting: _, ...line }) => line);
      const change = { $set: { onderwerp: GEWIST, verloop: lines }, $unset: { toelichting: '' } };
      await dossiers.updateOne({ _id }, change as never, options(session));
    }
    return found.map(({ _id }) => _id);
  }
}
