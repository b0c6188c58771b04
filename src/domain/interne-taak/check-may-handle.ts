import { eenhedenVan, type Medewerker } from '../actor/medewerker.ts';
import type { Afhandeling, TaakDossier } from './taak-dossier.schema.ts';

/** Why somebody may not do something to a task; each is a normal answer, not an error. */
export type TaakRefusal =
  | { readonly kind: 'not-found' }
  /** The task is with a unit that is not theirs. */
  | { readonly kind: 'not-allowed' }
  /** Somebody else has it; gebruikersnaam. */
  | { readonly kind: 'claimed-by-another'; readonly behandelaar: string }
  | { readonly kind: 'already-finished'; readonly afhandeling?: Afhandeling };

/** Whether the task is visible to this person: own unit, or personally assigned. */
export function mayView(
  { eenheid, behandelaar }: Pick<TaakDossier, 'eenheid' | 'behandelaar'>,
  medewerker: Medewerker,
) {
  const eenheden = eenhedenVan(medewerker);
  return eenheden === undefined || eenheden.includes(eenheid) || behandelaar === medewerker.gebruikersnaam;
}

/** Undefined when this person may act on the task now. */
export function checkMayHandle(dossier: TaakDossier, medewerker: Medewerker): TaakRefusal | undefined {
  if (!mayView(dossier, medewerker)) return { kind: 'not-allowed' };
  if (dossier.status === 'verwerkt') {
    const { afhandeling } = dossier;
    return { kind: 'already-finished', ...(afhandeling === undefined ? {} : { afhandeling }) };
  }
  const { behandelaar } = dossier;
  if (behandelaar !== undefined && behandelaar !== medewerker.gebruikersnaam) {
    return { kind: 'claimed-by-another', behandelaar };
  }
  return undefined;
}
