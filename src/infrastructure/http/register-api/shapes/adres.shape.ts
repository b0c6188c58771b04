import type { Adres } from '#domain/klantcontact/betrokkene.schema.ts';

/** Open Klant gives every field of an address, empty where nothing is known. */
export function toAdresShape(adres: Adres = {}) {
  return {
    nummeraanduidingId: adres.nummeraanduidingId ?? '',
    straatnaam: adres.straatnaam ?? '',
    huisnummer: adres.huisnummer ?? null,
    huisnummertoevoeging: adres.huisnummertoevoeging ?? '',
    postcode: adres.postcode ?? '',
    stad: adres.stad ?? '',
    adresregel1: adres.adresregel1 ?? '',
    adresregel2: adres.adresregel2 ?? '',
    adresregel3: adres.adresregel3 ?? '',
    land: adres.land ?? '',
  };
}
