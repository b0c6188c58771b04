import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Links } from '../links.ts';

/** An address given for one contact: never of a partij, never verified, nobody's standard address. */
export function toDigitaalAdresShape(digitaalAdres: DigitaalAdres, links: Links) {
  return {
    ...links.to('digitaleadressen', digitaalAdres.uuid),
    verstrektDoorBetrokkene: links.to('betrokkenen', digitaalAdres.verstrektDoorBetrokkene),
    verstrektDoorPartij: null,
    adres: digitaalAdres.adres,
    soortDigitaalAdres: digitaalAdres.soortDigitaalAdres,
    isStandaardAdres: false,
    omschrijving: digitaalAdres.omschrijving,
    referentie: '',
    verificatieDatum: null,
  };
}
