import type { TaakStore } from '#application/ports/taak-store.ts';

/**
 * Open tasks of a unit that the configuration no longer has are on nobody's list but an operator's: said at every start,
 * until they are passed on.
 */
export async function tellOrphans(
  taken: Pick<TaakStore, 'countOutside'>,
  afdelingen: readonly { readonly code: string }[],
  report: (line: string) => void,
): Promise<void> {
  const found = await taken.countOutside(afdelingen.map(({ code }) => code));
  for (const [eenheid, count] of found) {
    report(
      `Let op: ${count} open ${count === 1 ? 'taak staat' : 'taken staan'} bij ${eenheid}, die niet onder afdelingen staat. ` +
        'Alleen een beheerder ziet ze (/taken) en kan ze doorzetten.',
    );
  }
}
