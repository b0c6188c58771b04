import type { mongo } from 'mongoose';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { TaakFilter, TaakPage, TaakReach, TaakRegel, TaakStore } from '#application/ports/taak-store.ts';
import { beforeOrAhead } from './before-or-ahead.ts';
import { guarded, type Mongo } from './connection.ts';
import { createContactReads } from './contact-reads.ts';
import { fromStored, modelOf, type Stored } from './models.ts';
import { createTaakChanges } from './taak-changes.ts';

type StoredDossier = Stored<TaakDossier>;

const PAGE = 20;
const LARGEST_PAGE = 100;
const WITHOUT_PRIVATE = { _voornemen: 0 } as const;

export function createTaakRepository(mongoStore: Mongo): TaakStore {
  const dossiers = modelOf<StoredDossier>(mongoStore.connection, 'taakdossiers')
    .collection as unknown as mongo.Collection<StoredDossier>;
  const { change, completeChanges } = createTaakChanges(mongoStore);

  return {
    ...createContactReads(mongoStore.connection),
    change,
    completeChanges,
    list: (filter) => guarded(() => list(filter)),
    find: (uuid) => guarded(() => findOne({ _id: uuid })),
    findByNummer: (nummer) => guarded(() => findOne({ nummer })),
    findNext: (reach) =>
      guarded(() =>
        findOne({ status: 'te_verwerken', ...withinReach(reach), behandelaar: null }, { plaatsgevondenOp: 1, _id: 1 }),
      ),
    countOutside: (eenheden) =>
      guarded(async () => {
        const filter = { status: 'te_verwerken' as const, eenheid: { $nin: [...eenheden] } };
        const found = await dossiers.find(filter, { projection: { eenheid: 1 } }).toArray();
        const groups = Map.groupBy(found, ({ eenheid }) => eenheid);
        return new Map([...groups].map(([eenheid, taken]) => [eenheid, taken.length]));
      }),
    listUntold: (before, limit) =>
      guarded(async () => {
        const found = await dossiers
          .find({ melden: true, gemeldOp: null, ...beforeOrAhead('verloop.0.op', before) } as never, {
            projection: { plaatsgevondenOp: 1 },
            limit,
          })
          .toArray();
        return found.map(({ _id, plaatsgevondenOp }) => ({ uuid: _id, plaatsgevondenOp }));
      }),
    listUnwatched: (before, limit) =>
      guarded(async () => {
        const found = await dossiers
          .find({ 'bewaking.op': { $lt: before } } as never, { projection: { bewaking: 1 }, limit })
          .toArray();
        return found.flatMap(({ _id, bewaking }) =>
          bewaking === undefined ? [] : [{ uuid: _id, moment: bewaking.moment }],
        );
      }),
  };

  async function findOne(filter: object, sort?: Record<string, 1>): Promise<TaakDossier | undefined> {
    const found = await dossiers.findOne(filter as never, {
      projection: WITHOUT_PRIVATE,
      ...(sort === undefined ? {} : { sort }),
    });
    return found === null ? undefined : fromStored<TaakDossier>(found);
  }

  async function list({ limit = PAGE, ...filter }: TaakFilter): Promise<TaakPage> {
    const size = Math.min(Math.max(limit, 1), LARGEST_PAGE);
    const direction = filter.status === 'te_verwerken' ? 1 : -1;
    const found = await dossiers
      .find(toMatch(filter, direction) as never, {
        projection: { ...WITHOUT_PRIVATE, verloop: 0 },
        sort: { plaatsgevondenOp: direction, _id: direction },
        limit: size + 1,
      })
      .toArray();
    const taken = found.slice(0, size).map((stored) => fromStored<TaakDossier>(stored) as TaakRegel);
    const last = found.length > size ? taken.at(-1) : undefined;
    return {
      taken,
      ...(last === undefined ? {} : { volgende: { plaatsgevondenOp: last.plaatsgevondenOp, uuid: last.uuid } }),
    };
  }
}

const toMatch = ({ status, behandelaar, na, ...reach }: TaakFilter, direction: 1 | -1) => ({
  status,
  ...withinReach(reach),
  ...(behandelaar === undefined ? {} : { behandelaar }),
  ...(na === undefined ? {} : after(na, direction)),
});

const withinReach = ({ eenheden, kanalen, vertrouwelijk }: TaakReach) => ({
  ...inEenheden(eenheden),
  ...(kanalen === undefined ? {} : { kanaal: { $in: [...kanalen] } }),
  ...(vertrouwelijk === false ? { vertrouwelijk: null } : {}),
});

const inEenheden = (eenheden: readonly string[] | undefined) =>
  eenheden === undefined ? {} : { eenheid: eenheden.length === 1 ? eenheden[0] : { $in: [...eenheden] } };

/** Keyset paging: the range on the moment lets the index start at the right place, the rest settles equal moments. */
function after({ plaatsgevondenOp, uuid }: NonNullable<TaakFilter['na']>, direction: 1 | -1) {
  const [from, beyond] = direction === 1 ? (['$gte', '$gt'] as const) : (['$lte', '$lt'] as const);
  return {
    plaatsgevondenOp: { [from]: plaatsgevondenOp },
    $or: [{ plaatsgevondenOp: { [beyond]: plaatsgevondenOp } }, { plaatsgevondenOp, _id: { [beyond]: uuid } }],
  };
}
