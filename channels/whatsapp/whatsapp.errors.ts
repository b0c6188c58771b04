import type { FailureKind } from '#domain/failure/failure.ts';

/** Every failure of this channel: its code and what must happen next. */
export const WHATSAPP_ERRORS = {
  /** The bytes are no JSON object: parked whole. */
  'whatsapp-payload-unreadable': 'unprocessable',
  /** A message without an id or a sender: parked by itself. */
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
  'whatsapp-message-unreadable': 'Het appbericht noemt geen afzender of heeft geen kenmerk.',
};

export type WhatsappErrorCode = keyof typeof WHATSAPP_ERRORS;
