import type { Connection } from 'mongoose';
import { INZAGE, INZAGE_DAAR } from '../inzage/readable-by.ts';
import { toPersonFiles, type PersonFile } from './person-files.ts';
import { readAll, type AnyDocument } from './collections.ts';
import { berichtenVan, klantcontactenVan, takenVan, type PersonRecords } from './find-person.ts';

/** Documents by collection, as they are stored; without bytes. */
export interface PersonExport {
  readonly gegevens: Readonly<Record<string, readonly AnyDocument[]>>;
  /** What may be handed over: nothing in which a virus was found. */
  readonly bestanden: readonly PersonFile[];
  /** How many files stay behind because a virus was found in them. */
  readonly apartGezet: number;
}

/** What is ours beside a document, and says nothing of the person. */
const PRIVATE = { _volgnummer: 0, [INZAGE]: 0, [INZAGE_DAAR]: 0 } as const;

/** Everything of a person to hand over. Of others in the same contact nothing is read. */
export async function readPerson(connection: Connection, records: PersonRecords): Promise<PersonExport> {
  const klantcontacten = klantcontactenVan(records);
  const { betrokkenen, uitgaand, gesprekken } = records;
  const messages = berichtenVan(records);
  const read = (name: string, field: string, ids: readonly string[], without: Record<string, 0> = {}) =>
    readAll(connection, name, { [field]: { $in: [...ids] } }, { ...PRIVATE, ...without });
  const bijlagen = await read('bijlagen', 'wasBijlageVanKlantcontact', klantcontacten);
  const documents = bijlagen.map((one) => (one['bijlageidentificator'] as { objectId: string }).objectId);
  const informatieobjecten = await read('informatieobjecten', '_id', documents);
  const taken = await takenVan(connection, records);
  const sent = [
    ...(await read('uitgaand', '_id', uitgaand)),
    ...(await read('uitgaand', 'klantcontact', klantcontacten)),
    ...(await read('uitgaand', 'taak', taken)),
  ].filter(({ soort }) => soort === 'antwoord');
  const berichten = await read('messages', '_id', messages, { raw: 0 });
  const gespreksregels = await read('conversationentries', '_id', messages);
  const files = toPersonFiles({ informatieobjecten, berichten, gespreksregels });
  return {
    gegevens: {
      klantcontacten: await read('klantcontacten', '_id', klantcontacten),
      betrokkenen: await read('betrokkenen', '_id', betrokkenen),
      digitaleadressen: await read('digitaleadressen', 'verstrektDoorBetrokkene', betrokkenen),
      onderwerpobjecten: await read('onderwerpobjecten', 'klantcontact', klantcontacten),
      bijlagen,
      informatieobjecten,
      internetaken: await read('internetaken', 'aanleidinggevendKlantcontact', klantcontacten),
      taken: await read('taakdossiers', '_id', taken, { _voornemen: 0 }),
      uitgaand: [...new Map(sent.map((one) => [one._id, one])).values()],
      berichten,
      gespreksregels,
      gesprekken: await read(
        'conversations',
        '_id',
        gesprekken.map(({ uuid }) => uuid),
      ),
    },
    bestanden: files.filter(({ isApart }) => !isApart),
    apartGezet: files.filter(({ isApart }) => isApart).length,
  };
}
