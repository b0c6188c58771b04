import { mayRead } from '#domain/inzage/lezer.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { grondVan } from '#domain/interne-taak/grond-van.ts';
import type { Getoond, Gezien } from './getoond.ts';
import type { InzageDeps, Look } from './inzage.ts';
import { taakObjecten } from './taak-objecten.ts';

/** A task that this reader may not read, as the outcome of an act tells which it is. */
export type TaakStub = Pick<TaakDossier, 'uuid' | 'nummer' | 'status'>;

export type TaakVerwijzing =
  { readonly kind: 'gevonden'; readonly uuid: string } | { readonly kind: 'onbekend' | 'geweigerd' };

const NUMMER = /^[1-9]\d{0,9}$/;

export const findTaak = async ({ taken }: Pick<InzageDeps, 'taken'>, nummer: string) =>
  NUMMER.test(nummer) ? await taken.findByNummer(nummer) : undefined;

/** Who may read a klantcontact may read each of its tasks: colleagues read what became of what they passed on. */
export function createMayReadTaak(
  { findLiggingen }: Pick<InzageDeps, 'findLiggingen'>,
  { lezer }: Pick<Look, 'lezer'>,
) {
  return async (dossier: TaakDossier): Promise<boolean> => {
    const { klantcontact } = dossier;
    // A colleague's own task needs no question; of a program it also counts what its klantcontact is.
    if (klantcontact === undefined || (lezer.soort === 'medewerker' && mayRead(lezer, grondVan(dossier))))
      return mayRead(lezer, grondVan(dossier));
    const ligging = (await findLiggingen([klantcontact])).get(klantcontact);
    return mayRead(lezer, ligging ?? { ...grondVan(dossier), vertrouwelijk: true });
  };
}

export function createTaakInzage(deps: Pick<InzageDeps, 'taken' | 'findLiggingen'>, look: Look) {
  const { shown } = look;
  const mayReadTaak = createMayReadTaak(deps, look);
  const show = (dossier: TaakDossier): Getoond<TaakDossier> =>
    shown.show('taak bekeken', dossier, taakObjecten(dossier));
  return {
    async taak(nummer: string): Promise<Gezien<TaakDossier>> {
      const dossier = await findTaak(deps, nummer);
      if (dossier === undefined) return { kind: 'onbekend' };
      if (await mayReadTaak(dossier)) return { kind: 'getoond', inhoud: show(dossier) };
      shown.refuse(taakObjecten(dossier));
      return { kind: 'geweigerd' };
    },
    /**
     * Which task an act is about, and nothing of it. A colleague has to be able to see it; of a program the act itself asks
     * the rights, which are also those of the colleague that it names.
     */
    async taakVerwijzing(nummer: string): Promise<TaakVerwijzing> {
      const dossier = await findTaak(deps, nummer);
      if (dossier === undefined) return { kind: 'onbekend' };
      // When the act is refused, this is what it was refused on.
      shown.refuse(taakObjecten(dossier));
      const isOpen = look.lezer.soort === 'token' || (await mayReadTaak(dossier));
      return isOpen ? { kind: 'gevonden', uuid: dossier.uuid } : { kind: 'geweigerd' };
    },
    /** A task as an act left it, for the answer to whoever acted. */
    async naHandeling(dossier: TaakDossier): Promise<Getoond<TaakDossier> | TaakStub> {
      if (await mayReadTaak(dossier)) return show(dossier);
      const { uuid, nummer, status } = dossier;
      return { uuid, nummer, status };
    },
  };
}
