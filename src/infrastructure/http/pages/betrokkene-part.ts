import type { BetrokkeneView } from '#application/ports/contact-reader.ts';
import type { Adres, Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import { html, type Html } from './html.ts';

export function volledigeNaam({ contactnaam = {}, organisatienaam }: Betrokkene): string {
  const { voorletters, voornaam, voorvoegselAchternaam, achternaam } = contactnaam;
  const naam = [voornaam ?? voorletters, voorvoegselAchternaam, achternaam].filter(Boolean).join(' ');
  return naam === '' ? (organisatienaam ?? 'Onbekend') : naam;
}

const SOORT = { email: 'E-mail', telefoonnummer: 'Telefoon', overig: 'Adres' } as const;

/** Who it came from and how to reach them. Addresses are text, not links: a click must not start a mail outside the register. */
export const betrokkenePart = ({ betrokkene, digitaleAdressen }: BetrokkeneView): Html =>
  html`<li class="betrokkene">
    <p class="naam">
      ${volledigeNaam(betrokkene)}
      <span class="label">${betrokkene.rol}</span>
      !${
        betrokkene.wasPartij === undefined
          ? html`<span class="label">niet geïdentificeerd</span>`
          : html`<span class="label label-goed">geïdentificeerd</span>`
      }
    </p>
    <dl class="gegevens">
      !${betrokkene.organisatienaam === undefined ? '' : fact('Organisatie', betrokkene.organisatienaam)}
      !${digitaleAdressen.map(({ soortDigitaalAdres, adres }) => fact(SOORT[soortDigitaalAdres], adres))}
      !${
        betrokkene.correspondentieadres === undefined
          ? ''
          : fact('Postadres', addressLines(betrokkene.correspondentieadres).join(', '))
      }
    </dl>
  </li>`;

export const fact = (naam: string, waarde: string): Html =>
  html`<div>
    <dt>${naam}</dt>
    <dd>${waarde}</dd>
  </div>`;

function addressLines(adres: Adres): string[] {
  const street = [adres.straatnaam, adres.huisnummer, adres.huisnummertoevoeging].filter(Boolean).join(' ');
  const place = [adres.postcode, adres.stad].filter(Boolean).join(' ');
  return [street, place, adres.adresregel1, adres.adresregel2, adres.adresregel3, adres.land].flatMap((line) =>
    line === undefined || line === '' ? [] : [line],
  );
}
