import { eenhedenVan } from '#domain/actor/medewerker.ts';
import { mayRead, type Lezer } from '#domain/inzage/lezer.ts';
import { grondVan } from '#domain/interne-taak/grond-van.ts';
import type { TaakFilter, TaakPage } from '../ports/taak-store.ts';
import type { Getoond } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';
import { taakObjecten } from './taak-objecten.ts';

/** What is asked of the work list; what this reader may not see is never in it. */
export interface TakenVraag extends Pick<TaakFilter, 'status' | 'na'> {
  /** Code of one unit; one that is not the reader's gives an empty list. */
  readonly eenheid?: string | undefined;
  /** Only what this colleague has picked up, whichever unit it is with. */
  readonly vanMij?: boolean;
}

export function createTakenInzage({ taken }: Pick<InzageDeps, 'taken'>, { lezer, shown }: Look) {
  return {
    /** The list says what each klantcontact is about: all of them are read. */
    async takenlijst(vraag: TakenVraag): Promise<Getoond<TaakPage>> {
      const page = await taken.list(toFilter(lezer, vraag));
      const rows = page.taken.filter((taak) => mayRead(lezer, grondVan(taak)));
      return shown.show('taken bekeken', { ...page, taken: rows }, rows.flatMap(taakObjecten));
    },
  };
}

function toFilter(lezer: Lezer, { status, na, eenheid, vanMij = false }: TakenVraag): TaakFilter {
  const mine = lezer.soort === 'medewerker' ? eenhedenVan(lezer.medewerker) : lezer.eenheden;
  const eenheden = eenheid === undefined ? mine : [eenheid].filter((code) => mine?.includes(code) ?? true);
  const own = vanMij && lezer.soort === 'medewerker' ? lezer.medewerker.gebruikersnaam : undefined;
  return {
    status,
    ...(own === undefined ? {} : { behandelaar: own }),
    // One's own tasks are one's own, whichever unit they are with.
    ...(eenheden === undefined || (own !== undefined && eenheid === undefined) ? {} : { eenheden }),
    ...(na === undefined ? {} : { na }),
    ...(lezer.soort === 'medewerker' ? {} : limitsOf(lezer)),
  };
}

const limitsOf = ({ kanalen, vertrouwelijk }: Extract<Lezer, { soort: 'token' }>) => ({
  ...(kanalen === undefined ? {} : { kanalen }),
  ...(vertrouwelijk ? {} : { vertrouwelijk: false as const }),
});
