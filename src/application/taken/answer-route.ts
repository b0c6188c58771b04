import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import { KANALEN } from '#domain/inbound-message/channel-name.ts';
import { EMAILADRES, type DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import { SYSTEEM } from '#domain/uitgaand/uitgaand.schema.ts';
import type { MailAccounts } from '../ports/mail-sender.ts';
import type { ContactRead } from '../ports/taak-store.ts';

/**
 * The way an answer goes when nobody chose one: back along the kanaal of the question. Nothing can be sent back to a
 * web form; its sender gave an e-mail address.
 */
export function defaultKanaal(kanaal: string, kanalen: RegisterSettings['kanalen']): KanaalSleutel {
  const sleutel = KANALEN.find((candidate) => kanalen[candidate] === kanaal);
  return sleutel === undefined || sleutel === 'webformulier' ? 'email' : sleutel;
}

/** The address of this kanaal that the asker gave; the initiator's goes before that of others. */
export function findAdres(
  { betrokkenen, digitaleAdressen }: ContactRead,
  kanaal: KanaalSleutel,
): DigitaalAdres | undefined {
  const soort = kanaal === 'email' ? 'email' : 'telefoonnummer';
  if (!['email', 'telefoon', 'whatsapp'].includes(kanaal)) return undefined;
  const ofSoort = digitaleAdressen.filter(({ soortDigitaalAdres, adres }) => {
    return soortDigitaalAdres === soort && (soort !== 'email' || EMAILADRES.test(adres));
  });
  const initiators = new Set(betrokkenen.filter(({ initiator }: Betrokkene) => initiator).map(({ uuid }) => uuid));
  return ofSoort.find(({ verstrektDoorBetrokkene }) => initiators.has(verstrektDoorBetrokkene)) ?? ofSoort[0];
}

/** The mailbox that sends: the one the question came in through, else the first that can; never the notice sender. */
export function findAccount(accounts: MailAccounts, mailbox: unknown): { naam: string; adres: string } | undefined {
  const names = accounts.names.filter((name) => name !== SYSTEEM);
  const naam = typeof mailbox === 'string' && names.includes(mailbox) ? mailbox : names[0];
  const adres = naam === undefined ? undefined : accounts.addressOf(naam);
  return naam === undefined || adres === undefined ? undefined : { naam, adres };
}
