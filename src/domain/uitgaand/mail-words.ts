import type { Uitgaand } from './uitgaand.schema.ts';

/** What a mail of ours is, as people call it. */
export const MAILSOORTEN: Readonly<Record<Uitgaand['soort'], string>> = {
  antwoord: 'Antwoord per e-mail',
  melding: 'Melding per e-mail',
};

/** What became of it. */
export const MAILSTATEN: Readonly<Record<Uitgaand['state'], string>> = {
  open: 'wacht op verzending',
  verzonden: 'verzonden',
  mislukt: 'niet verzonden',
};

const MISLUKT: Readonly<Record<string, string>> = {
  'smtp-recipient-refused': 'De mailserver neemt voor dit adres geen e-mail aan.',
  'smtp-message-refused': 'De mailserver weigert deze e-mail.',
  'smtp-address-invalid': 'Naar dit adres kan geen e-mail worden gestuurd.',
};

/** Why a mail was never taken by the server, by its code; whatever is not final was tried for a day. */
export const explainMislukt = (code: string): string =>
  (Object.hasOwn(MISLUKT, code) ? MISLUKT[code] : undefined) ??
  'De mailserver nam de e-mail niet aan, hoe vaak het ook werd geprobeerd.';
