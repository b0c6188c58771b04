import type { Medewerker } from '#domain/actor/medewerker.ts';
import { checkMayHandle } from '#domain/interne-taak/check-may-handle.ts';
import type { BerichtVerwijzing } from '#application/inzage/bericht-inzage.ts';
import { HttpError } from '../errors/http-error.ts';

/** Whoever may see a parked message may act on it; but what a colleague has picked up is that colleague's. */
export function requireParkedAct({ taak }: Pick<BerichtVerwijzing, 'taak'>, medewerker: Medewerker): void {
  if (medewerker.rollen.includes('beheerder') || taak === undefined) return;
  if (checkMayHandle(taak, medewerker)?.kind === 'claimed-by-another') {
    throw new HttpError(409, 'claimed_by_another', 'Al opgepakt', { detail: 'Een collega heeft deze taak opgepakt.' });
  }
}
