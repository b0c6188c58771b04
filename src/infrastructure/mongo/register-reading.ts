import type { Actor } from '#domain/actor/actor.schema.ts';
import type { RegisterRecords, RegisterResource } from '#application/ports/register-reader.ts';
import { fromStored } from './models.ts';

/** A document as MongoDB gives it, with what was joined under private names. */
export type Row = { _id: string; _volgnummer?: number; nummer?: string } & Record<string, unknown>;

const NEWEST = { _volgnummer: -1, _id: -1 } as const;

/**
 * Every order has its index in models.ts. Tasks go by their rising nummer, the stand-in for Open Klant's row number:
 * `toegewezenOp` moves when a colleague takes a task, and a list that is being paged through would then shift.
 */
export const ORDER: Readonly<Record<RegisterResource, Record<string, 1 | -1>>> = {
  klantcontacten: { plaatsgevondenOp: -1, nummer: -1 },
  internetaken: { nummer: -1 },
  betrokkenen: NEWEST,
  digitaleadressen: NEWEST,
  actoren: NEWEST,
  actorklantcontacten: NEWEST,
  bijlagen: NEWEST,
  onderwerpobjecten: NEWEST,
};

// Without a sub-pipeline: the embedded server would not use the index then.
const join = (from: RegisterResource, foreignField: string) => ({
  $lookup: { from, localField: '_id', foreignField, as: `_${from}` },
});

export const JOINS: Readonly<Partial<Record<RegisterResource, object[]>>> = {
  klantcontacten: [
    join('betrokkenen', 'hadKlantcontact'),
    join('bijlagen', 'wasBijlageVanKlantcontact'),
    join('onderwerpobjecten', 'klantcontact'),
    join('internetaken', 'aanleidinggevendKlantcontact'),
    join('actorklantcontacten', 'klantcontact'),
  ],
  betrokkenen: [join('digitaleadressen', 'verstrektDoorBetrokkene')],
};

export const uuidsOfActoren = (rows: readonly Row[]): string[] => [...new Set(rows.flatMap(actorUuids))];

const actorUuids = (row: Row) => joined(row, 'actorklantcontacten').map(({ actor }) => String(actor));

export function toRecord<K extends RegisterResource>(
  resource: K,
  row: Row,
  actoren: ReadonlyMap<string, Actor>,
  mayShow: (from: RegisterResource, row: Row) => boolean,
): RegisterRecords[K] {
  const document = fromStored<{ uuid: string }>(row);
  const uuids = (from: RegisterResource) => joined(row, from).flatMap((one) => (mayShow(from, one) ? [one._id] : []));
  const record: unknown =
    resource === 'klantcontacten'
      ? {
          klantcontact: document,
          betrokkenen: uuids('betrokkenen'),
          bijlagen: uuids('bijlagen'),
          onderwerpobjecten: uuids('onderwerpobjecten'),
          internetaken: uuids('internetaken'),
          actoren: actorUuids(row).flatMap((uuid) => actoren.get(uuid) ?? []),
        }
      : resource === 'betrokkenen'
        ? { betrokkene: document, digitaleAdressen: uuids('digitaleadressen') }
        : document;
  return record as RegisterRecords[K];
}

/** What was joined from a collection, in the order of registration. */
function joined(row: Row, from: RegisterResource): Row[] {
  const rows = (row[`_${from}`] ?? []) as Row[];
  return rows.toSorted((a, b) => place(a) - place(b));
}

const place = ({ _volgnummer, nummer }: Row) => _volgnummer ?? Number(nummer ?? 0);
