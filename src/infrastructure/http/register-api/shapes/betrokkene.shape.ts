import type { BetrokkeneRecord } from '#application/ports/register-reader.ts';
import type { Contactnaam } from '#domain/klantcontact/betrokkene.schema.ts';
import type { Links } from '../links.ts';
import { toAdresShape } from './adres.shape.ts';

export function toBetrokkeneShape({ betrokkene, digitaleAdressen }: BetrokkeneRecord, links: Links) {
  const { uuid, wasPartij, hadKlantcontact, contactnaam = {} } = betrokkene;
  return {
    ...links.to('betrokkenen', uuid),
    wasPartij: wasPartij === undefined ? null : links.to('partijen', wasPartij),
    hadKlantcontact: links.to('klantcontacten', hadKlantcontact),
    digitaleAdressen: digitaleAdressen.map((adres) => links.to('digitaleadressen', adres)),
    bezoekadres: toAdresShape(betrokkene.bezoekadres),
    correspondentieadres: toAdresShape(betrokkene.correspondentieadres),
    contactnaam: toContactnaamShape(contactnaam),
    volledigeNaam: toVolledigeNaam(contactnaam),
    rol: betrokkene.rol,
    organisatienaam: betrokkene.organisatienaam ?? '',
    initiator: betrokkene.initiator,
  };
}

function toContactnaamShape({
  voorletters = '',
  voornaam = '',
  voorvoegselAchternaam = '',
  achternaam = '',
}: Contactnaam) {
  return { voorletters, voornaam, voorvoegselAchternaam, achternaam };
}

/** The first name, or the initials when there is none, and the surname with its prefix. */
function toVolledigeNaam({ voorletters, voornaam, voorvoegselAchternaam, achternaam }: Contactnaam): string {
  return [voornaam ?? voorletters, voorvoegselAchternaam, achternaam].filter((part) => part !== undefined).join(' ');
}
