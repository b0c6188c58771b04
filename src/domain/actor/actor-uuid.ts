import { deterministicUuid } from '../identity/deterministic-uuid.ts';

/** Ids of actors come from what they are, so that every process knows them without asking the database. */
export const eenheidUuid = (code: string) => deterministicUuid(`actor:eenheid:${code}`, 'actor');
export const medewerkerUuid = (gebruikersnaam: string) =>
  deterministicUuid(`actor:medewerker:${gebruikersnaam}`, 'actor');
export const automaatUuid = (naam: string) => deterministicUuid(`actor:automaat:${naam}`, 'actor');

/** The automated actors, one per way in (acceptance statements 5, 20 and 31: never the other channel's actor). */
export const AUTOMATEN = {
  email: { naam: 'E-mailverwerking', functie: 'Registreren van e-mail' },
  whatsapp: { naam: 'Berichtenverwerking WhatsApp', functie: 'Registreren van appverkeer' },
  brief: { naam: 'Scanstraat postkamer', functie: 'Scanstraat' },
  webformulier: { naam: 'Webformulier', functie: 'Registreren van webformulieren' },
} as const;
export type Automaat = keyof typeof AUTOMATEN;
