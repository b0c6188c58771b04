import type { InboundMessage } from '../inbound-message/inbound-message.ts';
import { cleanLine } from '../text/clean-text.ts';
import { cutText } from '../text/cut-text.ts';
import type { Betrokkene } from './betrokkene.schema.ts';
import { isAcceptableAdres, type DigitaalAdres } from './digitaal-adres.schema.ts';
import { LIMITS } from './klantcontact.schema.ts';
import { toContactnaam } from './split-name.ts';

/** Betrokkenen and the addresses they gave; an address that the register would refuse is left out, never cut. */
export function buildBetrokkenen(inbound: InboundMessage, klantcontact: string, id: (role: string) => string) {
  const betrokkenen: Betrokkene[] = [];
  const digitaleAdressen: DigitaalAdres[] = [];
  inbound.betrokkenen.forEach((person, index) => {
    const uuid = id(`betrokkene:${index}`);
    const contactnaam = toContactnaam(person.naam);
    const organisatienaam = cleanLine(person.organisatienaam ?? '');
    betrokkenen.push({
      uuid,
      hadKlantcontact: klantcontact,
      ...(person.wasPartij === undefined ? {} : { wasPartij: person.wasPartij }),
      rol: person.rol,
      initiator: person.initiator,
      ...(contactnaam === undefined ? {} : { contactnaam }),
      ...(organisatienaam === '' ? {} : { organisatienaam: cutText(organisatienaam, LIMITS.organisatienaam) }),
      ...(person.correspondentieadres === undefined ? {} : { correspondentieadres: person.correspondentieadres }),
    });
    person.digitaleAdressen
      .filter(({ soort, adres }) => isAcceptableAdres(soort, adres))
      .forEach(({ adres, soort, omschrijving }, place) => {
        digitaleAdressen.push({
          uuid: id(`digitaaladres:${index}:${place}`),
          verstrektDoorBetrokkene: uuid,
          adres,
          soortDigitaalAdres: soort,
          omschrijving: cutText(omschrijving, LIMITS.omschrijving),
        });
      });
  });
  return { betrokkenen, digitaleAdressen };
}
