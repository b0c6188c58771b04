import type { Connection } from 'mongoose';
import type { Informatieobject } from '#domain/informatieobject/informatieobject.schema.ts';
import { guarded } from '../connection.ts';
import { collectionOf, type AnyDocument } from './collections.ts';
import { klantcontactenVan, takenVan, type PersonRecords } from './find-person.ts';

/** Documents by collection, as they are stored; without bytes. */
export interface PersonExport {
  readonly gegevens: Readonly<Record<string, readonly AnyDocument[]>>;
  readonly documenten: readonly (Informatieobject & { readonly uuid: string })[];
}

/** Everything of a person to hand over. Of others in the same contact nothing is read. */
export async function readPerson(connection: Connection, records: PersonRecords): Promise<PersonExport> {
  const klantcontacten = klantcontactenVan(records);
  const { betrokkenen, uitgaand, losseBerichten, gesprekken } = records;
  const messages = [...records.groups.flatMap((group) => group.messages), ...losseBerichten.map(({ uuid }) => uuid)];
  const read = (name: string, field: string, ids: readonly string[], without: Record<string, 0> = {}) =>
    guarded(() =>
      collectionOf(connection, name)
        .find({ [field]: { $in: [...ids] } } as never, { projection: { _volgnummer: 0, ...without } })
        .toArray(),
    );
  const bijlagen = await read('bijlagen', 'wasBijlageVanKlantcontact', klantcontacten);
  const documents = bijlagen.map((one) => (one['bijlageidentificator'] as { objectId: string }).objectId);
  const informatieobjecten = await read('informatieobjecten', '_id', documents);
  const taken = await takenVan(connection, records);
  const sent = [
    ...(await read('uitgaand', '_id', uitgaand)),
    ...(await read('uitgaand', 'klantcontact', klantcontacten)),
    ...(await read('uitgaand', 'taak', taken)),
  ].filter(({ soort }) => soort === 'antwoord');
  return {
    gegevens: {
      klantcontacten: await read('klantcontacten', '_id', klantcontacten),
      betrokkenen: await read('betrokkenen', '_id', betrokkenen),
      digitaleadressen: await read('digitaleadressen', 'verstrektDoorBetrokkene', betrokkenen),
      onderwerpobjecten: await read('onderwerpobjecten', 'klantcontact', klantcontacten),
      bijlagen,
      informatieobjecten,
      internetaken: await read('internetaken', 'aanleidinggevendKlantcontact', klantcontacten),
      taken: await read('taakdossiers', 'klantcontact', klantcontacten, { _voornemen: 0 }),
      uitgaand: [...new Map(sent.map((one) => [one._id, one])).values()],
      berichten: await read('messages', '_id', messages, { raw: 0 }),
      gesprekken: await read(
        'conversations',
        '_id',
        gesprekken.map(({ uuid }) => uuid),
      ),
    },
    documenten: informatieobjecten.map(({ _id, ...rest }) => ({ ...(rest as unknown as Informatieobject), uuid: _id })),
  };
}
