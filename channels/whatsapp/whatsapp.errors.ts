import type { FailureKind } from '#domain/failure/failure.ts';

/** Every failure of this channel: its code and what must happen next. */
export const WHATSAPP_ERRORS = {
  /** The bytes are no JSON object: parked whole. */
  'whatsapp-payload-unreadable': 'unprocessable',
  /** More values or messages than any delivery of Meta has: parked whole, and hardly read. */
  'whatsapp-payload-too-large': 'unprocessable',
  /** A message without an id or a sender, or larger than any message is: parked by itself. */
  'whatsapp-message-unreadable': 'unprocessable',
  /** The Graph API or its file host does not answer as it should. */
  'whatsapp-media-unavailable': 'transient',
  /** The access token is refused: until it is replaced no medium can be fetched. */
  'whatsapp-media-unauthorized': 'transient',
  /** The bytes do not have the announced hash. */
  'whatsapp-media-damaged': 'transient',
  /** The Graph API names a host that is not allowed to see our token. */
  'whatsapp-media-host-refused': 'transient',
} as const satisfies Record<string, FailureKind>;
/** What is parked, for people who have to mend it. */
export const UNREADABLE_UITLEG: Readonly<Record<string, string>> = {
  'whatsapp-payload-unreadable': 'De aflevering van WhatsApp is geen leesbaar JSON-object.',
  'whatsapp-payload-too-large': 'De aflevering van WhatsApp bevat veel meer dan WhatsApp ooit in één keer stuurt.',
  'whatsapp-message-unreadable':
    'Het appbericht noemt geen afzender, heeft geen kenmerk, of is groter dan een appbericht kan zijn.',
};

/** What is set aside, for people who decide whether it is registered after all. */
export const ASIDE_UITLEG: Readonly<Record<string, string>> = {
  'whatsapp-nothing-said': 'Een gesprek waarin niemand iets vroeg: alleen meldingen van WhatsApp zelf.',
  'whatsapp-payload-expanded': 'Een aflevering van WhatsApp; de berichten daarin zijn los opgenomen.',
};

export type WhatsappErrorCode = keyof typeof WHATSAPP_ERRORS;
