import type { ChannelName } from './channel-name.ts';
import type { HerstelHandeling } from './herstel.schema.ts';
import type { MessageState } from './stored-message.schema.ts';

/** Our ways in, as people call them. */
export const INGANG: Readonly<Record<ChannelName, string>> = {
  email: 'E-mail',
  whatsapp: 'WhatsApp',
  letter: 'Brief',
  form: 'Formulier',
};

/** Where a message is, as people call it; programs know it by its code. */
export const STATEN: Readonly<Record<MessageState, string>> = {
  open: 'Onderweg',
  registered: 'Geregistreerd',
  parked: 'Geparkeerd',
  aside: 'Apart gehouden',
};

/** What people do about a message that could not be read or was not registered. */
export const HANDELINGEN: Readonly<Record<HerstelHandeling, string>> = {
  'bytes-vervangen': 'Bestand vervangen',
  'velden-ingevuld': 'Velden ingevuld',
  'met-de-hand': 'Met de hand geregistreerd',
  'opnieuw-aangeboden': 'Opnieuw aangeboden',
  'wegleggen-voorgesteld': 'Wegleggen voorgesteld',
  weggelegd: 'Weggelegd',
  ingelezen: 'Ingelezen uit een map',
  'heropenen-voorgesteld': 'Terughalen voorgesteld',
  heropend: 'Teruggehaald om te registreren',
};
