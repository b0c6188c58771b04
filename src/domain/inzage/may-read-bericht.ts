import { mayView } from '../interne-taak/check-may-handle.ts';
import type { TaakDossier } from '../interne-taak/taak-dossier.schema.ts';
import type { Lezer } from './lezer.ts';

/**
 * Whether this person may read a message as it came, outside the register: operators each of them, the KCC those that it
 * has a task to mend. Programs have no screens for it.
 */
export function mayReadBericht(lezer: Lezer, taak: Pick<TaakDossier, 'eenheid' | 'behandelaar'> | undefined): boolean {
  if (lezer.soort === 'token') return false;
  const { medewerker } = lezer;
  if (medewerker.rollen.includes('beheerder')) return true;
  return medewerker.rollen.includes('kcc') && taak !== undefined && mayView(taak, medewerker);
}
