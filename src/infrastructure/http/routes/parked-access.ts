import type { Medewerker } from '#domain/actor/medewerker.ts';
import { checkMayHandle, mayView } from '#domain/interne-taak/check-may-handle.ts';
import type { ParkedFound } from '#application/ports/parked-store.ts';
import { HttpError, permissionDenied } from '../errors/http-error.ts';

/** Operators see every parked message; the KCC those of its own tasks. */
export function requireParkedView({ taak }: ParkedFound, medewerker: Medewerker): void {
  const { rollen } = medewerker;
  if (rollen.includes('beheerder')) return;
  if (!rollen.includes('kcc') || taak === undefined || !mayView(taak, medewerker)) throw permissionDenied();
}

/** The same for an act; what a colleague has picked up is that colleague's. */
export function requireParkedAct(found: ParkedFound, medewerker: Medewerker): void {
  requireParkedView(found, medewerker);
  if (medewerker.rollen.includes('beheerder') || found.taak === undefined) return;
  if (checkMayHandle(found.taak, medewerker)?.kind === 'claimed-by-another') {
    throw new HttpError(409, 'claimed_by_another', 'Al opgepakt', { detail: 'Een collega heeft deze taak opgepakt.' });
  }
}
