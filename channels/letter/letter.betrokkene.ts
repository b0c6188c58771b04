import { toPostcode } from '#domain/letter/find-postcode.ts';
import type { ReturnAddress } from '#domain/letter/find-return-address.ts';
import type { InboundBetrokkene } from '#domain/inbound-message/inbound-message.ts';
import type { Adres } from '#domain/klantcontact/betrokkene.schema.ts';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { cleanLine } from '#domain/text/clean-text.ts';
import { cutText } from '#domain/text/cut-text.ts';
import type { Sidecar } from './letter.sidecar.ts';

/**
 * Who wrote the letter. A name or an address on paper identifies nobody (product decision 5), and paper gives no digital
 * address (VNG C2138 has no such step).
 */
export function toBetrokkene(given: Sidecar['afzender'], found: ReturnAddress | null): InboundBetrokkene {
  const sender = { rol: 'klant', initiator: true, digitaleAdressen: [] } as const;
  const adres = given === undefined ? undefined : toAdres(given);
  const naam = given?.naam ?? found?.naam;
  const organisatienaam = given?.naam === undefined ? found?.organisatienaam : undefined;
  const correspondentieadres = adres ?? (found === null ? undefined : toAdres(toLines(found)));
  return {
    ...sender,
    ...(naam === undefined ? {} : { naam: { volledig: naam } }),
    ...(organisatienaam === undefined ? {} : { organisatienaam }),
    ...(correspondentieadres === undefined ? {} : { correspondentieadres }),
  };
}

type AddressLines = Omit<NonNullable<Sidecar['afzender']>, 'naam'>;

const toLines = ({ straatregel, postcode, stad }: ReturnAddress): AddressLines => ({
  adresregel1: straatregel,
  postcode,
  stad,
});

/** As C2138 writes it: street and number, then postcode and town; these also by themselves where they are Dutch ones. */
function toAdres(lines: AddressLines): Adres | undefined {
  const line = (text: string | undefined, limit: number) => cutText(cleanLine(text ?? ''), limit);
  const postcode = toPostcode(lines.postcode ?? '');
  const place = [postcode ?? lines.postcode, lines.stad].filter((part) => part !== undefined).join(' ');
  const adresregel1 = line(lines.adresregel1, LIMITS.adresregel);
  const adresregel2 = line(lines.adresregel2 ?? place, LIMITS.adresregel);
  // A sidecar whose second line is something else still has its postcode and town to be kept.
  const adresregel3 =
    lines.adresregel2 === undefined || lines.adresregel2.includes(place) ? '' : line(place, LIMITS.adresregel);
  const stad = line(lines.stad, 255);
  const adres: Adres = {
    ...(adresregel1 === '' ? {} : { adresregel1 }),
    ...(adresregel2 === '' ? {} : { adresregel2 }),
    ...(adresregel3 === '' ? {} : { adresregel3 }),
    ...(postcode === undefined ? {} : { postcode }),
    ...(stad === '' ? {} : { stad }),
  };
  return Object.keys(adres).length === 0 ? undefined : adres;
}
