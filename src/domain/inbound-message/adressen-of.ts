import { isAcceptableAdres } from '../klantcontact/digitaal-adres.schema.ts';
import type { Contactadres } from '../klantcontact/same-adres.ts';
import type { InboundMessage } from './inbound-message.ts';

/** The addresses that the register will have of everybody in this contact. */
export const adressenOf = ({ betrokkenen }: InboundMessage): Contactadres[] =>
  betrokkenen
    .flatMap(({ digitaleAdressen }) => digitaleAdressen.map(({ adres, soort }) => ({ adres, soort })))
    .filter(({ adres, soort }) => isAcceptableAdres(soort, adres));
