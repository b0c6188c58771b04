import type { Afhandeling, TaakDossier, TaakGebeurtenis } from './taak-dossier.schema.ts';

/** Whether a task is still work, as people call it. */
export const TAAK_STATUS: Readonly<Record<TaakDossier['status'], string>> = {
  te_verwerken: 'te verwerken',
  verwerkt: 'verwerkt',
};

/** How a task ended. */
export const AFHANDELINGEN: Readonly<Record<Afhandeling, string>> = {
  beantwoord: 'Beantwoord',
  doorgezet: 'Doorgezet',
  'niet-door-kcc': 'Niet door KCC te beantwoorden',
  teruggestuurd: 'Teruggestuurd',
  afgesloten: 'Afgesloten',
  hersteld: 'Hersteld',
};

/** What happened to a task. */
export const GEBEURTENISSEN: Readonly<Record<TaakGebeurtenis['soort'], string>> = {
  aangemaakt: 'Aangemaakt',
  opgepakt: 'Opgepakt',
  losgelaten: 'Losgelaten',
  doorgezet: 'Doorgezet',
  'niet-door-kcc': 'Niet door KCC te beantwoorden',
  teruggestuurd: 'Teruggestuurd naar KCC',
  beantwoord: 'Beantwoord',
  afgesloten: 'Afgesloten',
  gemeld: 'Gemeld aan de eenheid',
  'termijn-nadert': 'Termijn nadert',
  'termijn-verstreken': 'Termijn verstreken',
  'verzending-mislukt': 'Verzending mislukt',
};
