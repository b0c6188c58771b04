import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type { WhatsappMessage } from './whatsapp.parse.ts';

/** A message with the medium that was fetched for it and the size and hash of its own bytes. */
export interface MessagePart {
  readonly message: WhatsappMessage;
  readonly medium?: Medium;
  readonly size: number;
  readonly sha256: string;
}
