import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { InboundBetrokkene, InboundNaam } from '#domain/inbound-message/inbound-message.ts';
import { isAcceptableAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { FormKanaal } from '#application/ports/form-intake.ts';
import type { FormBetrokkene } from './form.schema.ts';

const OMSCHRIJVING: Readonly<Record<FormKanaal, string>> = {
  balie: 'Gegeven aan de balie',
  telefoon: 'Gegeven aan de telefoon',
  webformulier: 'Uit webformulier',
};

/** A phone number as the register takes it (`+31...`), or undefined when it does not (14020, 0800, extensions). */
export function toPhoneNumber(written: string): string | undefined {
  const found = parsePhoneNumberFromString(written, 'NL');
  if (found === undefined || !found.isPossible() || found.ext !== undefined) return undefined;
  return isAcceptableAdres('telefoonnummer', found.number) ? found.number : undefined;
}

/** Which of the given addresses the register does not take, in words for the task; the values are not repeated. */
export function missingAddresses({ telefoonnummer, emailadres }: FormBetrokkene): string[] {
  return [
    ...(telefoonnummer !== undefined && toPhoneNumber(telefoonnummer) === undefined ? ['telefoonnummer'] : []),
    ...(emailadres !== undefined && !isAcceptableAdres('email', emailadres) ? ['e-mailadres'] : []),
  ];
}

/**
 * A person of the form in the terms of the register. Contact data is recorded only for a follow-up (VNG 2.3): without
 * one, whoever is known is a reference to the partij and nothing else (acceptance statement 34).
 */
export function toBetrokkene(person: FormBetrokkene, kanaal: FormKanaal, followUp: boolean): InboundBetrokkene {
  const { rol, wasPartij, organisatienaam } = person;
  const known = { rol, initiator: true, ...(wasPartij === undefined ? {} : { wasPartij }) };
  if (!followUp && wasPartij !== undefined) return { ...known, digitaleAdressen: [] };
  const naam = toNaam(person);
  const adres = person.adres === undefined ? {} : compact(person.adres);
  return {
    ...known,
    ...(naam === undefined ? {} : { naam }),
    ...(organisatienaam === undefined ? {} : { organisatienaam }),
    ...(followUp && Object.keys(adres).length > 0 ? { correspondentieadres: adres } : {}),
    digitaleAdressen: followUp ? toAdressen(person, OMSCHRIJVING[kanaal]) : [],
  };
}

function toNaam({ naam, volledigeNaam }: FormBetrokkene): InboundNaam | undefined {
  if (volledigeNaam !== undefined) return { volledig: volledigeNaam };
  return naam === undefined ? undefined : compact(naam);
}

function toAdressen({ telefoonnummer, emailadres }: FormBetrokkene, omschrijving: string) {
  const phone = telefoonnummer === undefined ? undefined : toPhoneNumber(telefoonnummer);
  return [
    ...(phone === undefined ? [] : [{ adres: phone, soort: 'telefoonnummer' as const, omschrijving }]),
    ...(emailadres === undefined || !isAcceptableAdres('email', emailadres)
      ? []
      : [{ adres: emailadres, soort: 'email' as const, omschrijving }]),
  ];
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };
function compact<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Defined<T>;
}
