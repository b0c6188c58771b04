import type { Connection, mongo } from 'mongoose';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { Onderwerpobject } from '#domain/klantcontact/onderwerpobject.schema.ts';
import type { LiggingReader } from '#application/inzage/ports/ligging-reader.ts';
import { guarded } from './connection.ts';
import { fromStored, modelOf, type CollectionName, type Stored } from './models.ts';
import { options, type Session } from './session.ts';

const CONTACT = { nummer: 1, plaatsgevondenOp: 1, kanaal: 1, vertrouwelijk: 1 } as const;
const TAAK = { klantcontact: 1, nummer: 1, status: 1, eenheid: 1, behandelaar: 1 } as const;
const TIE = { klantcontact: 1, wasKlantcontact: 1 } as const;

/** Where klantcontacten lie, without a word of them: three queries at once, each served by an index. */
export const createLiggingRepository = (connection: Connection): LiggingReader => ({
  read: (klantcontacten) =>
    guarded(async () => {
      const query = queriesOf(connection, klantcontacten);
      const [contacts, taken, ties] = await Promise.all([query.contacts(), query.taken(), query.ties()]);
      return toFacts(contacts, taken, ties);
    }),
});

/** The same within a transaction, where one operation follows the other. What the driver throws stays as it is. */
export const createLiggingReads = (connection: Connection, session: Session): LiggingReader => ({
  read: async (klantcontacten) => {
    const query = queriesOf(connection, klantcontacten, session);
    const contacts = await query.contacts();
    const taken = await query.taken();
    return toFacts(contacts, taken, await query.ties());
  },
});

function queriesOf(connection: Connection, klantcontacten: readonly string[], session?: Session) {
  const asked = { $in: [...klantcontacten] };
  return {
    contacts: () => read<Klantcontact>('klantcontacten', { _id: asked }, CONTACT),
    taken: () => read<TaakDossier>('taakdossiers', { klantcontact: asked }, TAAK),
    ties: () => read<Onderwerpobject>('onderwerpobjecten', { klantcontact: asked }, TIE),
  };

  async function read<T extends { uuid: string }>(name: CollectionName, filter: object, projection: object) {
    const collection = modelOf<Stored<T>>(connection, name).collection as unknown as mongo.Collection<Stored<T>>;
    const found = await collection.find(filter as never, { projection, ...options(session) }).toArray();
    return found.map((stored) => fromStored<T>(stored as Stored<T>));
  }
}

function toFacts(contacts: readonly Klantcontact[], taken: readonly TaakDossier[], ties: readonly Onderwerpobject[]) {
  const takenOf = Map.groupBy(taken, ({ klantcontact }) => klantcontact);
  const tiesOf = Map.groupBy(ties, ({ klantcontact }) => klantcontact);
  return contacts.map(({ uuid, nummer, plaatsgevondenOp, kanaal, vertrouwelijk }) => ({
    uuid,
    nummer,
    plaatsgevondenOp,
    kanaal,
    vertrouwelijk,
    taken: takenOf.get(uuid) ?? [],
    antwoordOp: (tiesOf.get(uuid) ?? []).flatMap(({ wasKlantcontact }) => wasKlantcontact ?? []),
  }));
}
