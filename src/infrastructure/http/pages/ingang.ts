import type { ChannelName } from '#domain/inbound-message/channel-name.ts';

/** Our ways in, as people call them. */
export const INGANG: Readonly<Record<ChannelName, string>> = {
  email: 'E-mail',
  whatsapp: 'WhatsApp',
  letter: 'Brief',
  form: 'Formulier',
};
