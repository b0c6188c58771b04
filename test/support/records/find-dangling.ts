import type { Connection } from 'mongoose';

type Row = Record<string, unknown> & { readonly _id: string };

/** Everything in a database that points at nothing, is half, or contradicts itself; empty when it is consistent. */
export async function findDangling(connection: Connection): Promise<string[]> {
  const read = async (name: string) => (await connection.collection(name).find({}).toArray()) as unknown as Row[];
  const [messages, contacts, links, people, addresses] = [
    await read('messages'),
    await read('klantcontacten'),
    await read('actorklantcontacten'),
    await read('betrokkenen'),
    await read('digitaleadressen'),
  ];
  const [bijlagen, files, subjects, taken, dossiers] = [
    await read('bijlagen'),
    await read('informatieobjecten'),
    await read('onderwerpobjecten'),
    await read('internetaken'),
    await read('taakdossiers'),
  ];
  const [mails, audit] = [await read('uitgaand'), await read('audit')];
  const ids = (rows: readonly Row[]) => new Set(rows.map(({ _id }) => _id));
  const values = (rows: readonly Row[], of: (row: Row) => unknown) => new Set(rows.map(of));
  const contactIds = ids(contacts);
  const objectOf = (row: Row) => (row['bijlageidentificator'] as { objectId: string }).objectId;
  const missing = (what: string, rows: readonly Row[], known: ReadonlySet<unknown>, of: (row: Row) => unknown) =>
    rows.filter((row) => of(row) !== undefined && !known.has(of(row))).map(({ _id }) => `${what}: ${_id}`);
  const statusOf = new Map(dossiers.map(({ _id, status }) => [_id, status]));
  const told = messages.flatMap(({ _id, klantcontacten }) =>
    (klantcontacten as { uuid: string }[]).map(({ uuid }) => ({ _id, uuid })),
  );
  return [
    ...missing('message of a klantcontact that is not there', told, contactIds, ({ uuid }) => uuid),
    ...missing(
      'klantcontact without actor',
      contacts,
      values(links, (row) => row['klantcontact']),
      ({ _id }) => _id,
    ),
    ...missing(
      'klantcontact without betrokkene',
      contacts,
      values(people, (row) => row['hadKlantcontact']),
      (row) => row._id,
    ),
    ...missing('loose betrokkene', people, contactIds, (row) => row['hadKlantcontact']),
    ...missing('loose digitaal adres', addresses, ids(people), (row) => row['verstrektDoorBetrokkene']),
    ...missing('loose bijlage', bijlagen, contactIds, (row) => row['wasBijlageVanKlantcontact']),
    ...missing('bijlage of nothing', bijlagen, ids(files), objectOf),
    ...missing('informatieobject without bijlage', files, values(bijlagen, objectOf), ({ _id }) => _id),
    ...missing('loose onderwerpobject', subjects, contactIds, (row) => row['klantcontact']),
    ...missing('onderwerpobject of nothing', subjects, contactIds, (row) => row['wasKlantcontact']),
    ...missing('internetaak of nothing', taken, contactIds, (row) => row['aanleidinggevendKlantcontact']),
    ...missing('dossier of nothing', dossiers, contactIds, (row) => row['klantcontact']),
    ...missing('mail of nothing', mails, contactIds, (row) => row['klantcontact']),
    ...missing(
      'audit of nothing',
      audit.filter(({ handeling }) => /-geregistreerd$/.test(String(handeling))),
      contactIds,
      (row) => (row['objecten'] as { soort: string; uuid: string }[])[0]?.uuid,
    ),
    ...taken.filter(({ _id, status }) => statusOf.get(_id) !== status).map(({ _id }) => `two words about task ${_id}`),
    ...missing(
      'dossier without internetaak',
      dossiers.filter(({ soort }) => soort === 'interne-taak'),
      ids(taken),
      ({ _id }) => _id,
    ),
    ...messages
      .filter(({ state }) => state === 'parked')
      .filter(({ _id }) => !dossiers.some((row) => row['status'] === 'te_verwerken' && isAbout(row, _id)))
      .map(({ _id }) => `parked without a task: ${_id}`),
  ];
}

const isAbout = ({ messages }: Row, uuid: string) => (messages as string[] | undefined)?.includes(uuid) === true;
