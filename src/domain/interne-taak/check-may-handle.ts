import { eenhedenVan, type Medewerker } from '../actor/medewerker.ts';
import type { Handelende } from '../actor/handelende.ts';
import { mayRead, type Programma } from '../inzage/lezer.ts';
import { grondVan } from './grond-van.ts';
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

/** Whether a program may touch the task: it is with a unit of its own, came in along a way of its own, and is not hidden from it. */
const mayTouch = (dossier: TaakDossier, via: Programma) => mayRead(via, grondVan(dossier));

/** Undefined when this person, and the program that acts for them, may act on the task now. */
export function checkMayHandle(dossier: TaakDossier, medewerker: Handelende): TaakRefusal | undefined {
  if (!mayView(dossier, medewerker)) return { kind: 'not-allowed' };
  if (medewerker.via !== undefined && !mayTouch(dossier, medewerker.via)) return { kind: 'not-allowed' };
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
