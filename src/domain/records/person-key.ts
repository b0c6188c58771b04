import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { EMAILADRES } from '../klantcontact/digitaal-adres.schema.ts';

/** The one thing by which somebody's records are looked for: an address says nothing about who uses it. */
export type PersonKey =
  | { readonly soort: 'email'; readonly adres: string }
  | { readonly soort: 'telefoonnummer'; readonly adres: string; readonly nationaal: string; readonly landcode: string };

export function parseEmailKey(text: string): PersonKey | undefined {
  const adres = text.trim().toLowerCase();
  return EMAILADRES.test(adres) ? { soort: 'email', adres } : undefined;
}

export function parsePhoneKey(text: string): PersonKey | undefined {
  const found = parsePhoneNumberFromString(text, 'NL') ?? parsePhoneNumberFromString(`+${text}`);
  if (found === undefined || !found.isPossible()) return undefined;
  const { number, nationalNumber, countryCallingCode } = found;
  return { soort: 'telefoonnummer', adres: number, nationaal: nationalNumber, landcode: countryCallingCode };
}

/** The ways in which the register and WhatsApp write this address. */
export function writtenForms(key: PersonKey): string[] {
  if (key.soort === 'email') return [key.adres];
  const { adres, nationaal, landcode } = key;
  return [adres, `${landcode}${nationaal}`, `00${landcode}${nationaal}`, `0${nationaal}`];
}

/** Finds the address in a text, however people write it (`06-1234 5678`), and never as part of a longer one. */
export function toPattern(key: PersonKey): RegExp {
  if (key.soort === 'email') return new RegExp(`(?<![\\w.+-])${escapePattern(key.adres)}(?![\\w-])`, 'i');
  const digits = [...key.nationaal].join('[ .-]?');
  return new RegExp(`(?<!\\d)(?:(?:\\+|00)?${key.landcode}[ .-]?(?:\\(0\\)[ .-]?)?|0)${digits}(?!\\d)`);
}

/** Text as the pattern that matches exactly it. */
export const escapePattern = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
