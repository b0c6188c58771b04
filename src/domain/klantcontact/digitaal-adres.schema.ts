import { z } from 'zod';
import { limitedText } from '../text/limited-text.schema.ts';
import { LIMITS } from './klantcontact.schema.ts';

export const soortDigitaalAdresSchema = z.enum(['email', 'telefoonnummer', 'overig']);
export type SoortDigitaalAdres = z.infer<typeof soortDigitaalAdresSchema>;

/** Open Klant's own telephone rule: `06-12345678`, `14020` and 0800 numbers do not pass. */
export const TELEFOONNUMMER = /^(0[1-9][0-9]{8}|\+[0-9]{9,15}|00[0-9]{7,13})$/;
/** One `@`, no spaces, nothing invisible, a dot in the domain: what Open Klant (Django's validator) accepts and mail can reach. */
export const EMAILADRES =
  /^[^\s\p{Cc}\p{Cf}\p{Cs}@<>"(),:;[\]\\]+@[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?(?:\.[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?)+$/u;

/** Control and format characters, halves of characters: nobody can read or copy an address with one in it. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Cs}]/u;

/** Contactadres zonder plaats, voor de opvolging van dit ene klantcontact verstrekt. */
export const digitaalAdresSchema = z.strictObject({
  uuid: z.uuid(),
  verstrektDoorBetrokkene: z.uuid(),
  adres: limitedText(LIMITS.adres),
  soortDigitaalAdres: soortDigitaalAdresSchema,
  omschrijving: limitedText(LIMITS.omschrijving),
});
export type DigitaalAdres = z.infer<typeof digitaalAdresSchema>;

/** Whether the register would take this address as this kind; what it would not take is named in the task instead. */
export function isAcceptableAdres(soort: SoortDigitaalAdres, adres: string): boolean {
  if (adres.length === 0 || adres.length > LIMITS.adres) return false;
  if (soort === 'email') return EMAILADRES.test(adres);
  if (soort === 'telefoonnummer') return TELEFOONNUMMER.test(adres);
  return adres.trim() !== '' && !INVISIBLE.test(adres);
}
