import { constants } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { extensionOf } from '#domain/inbound-message/message-file-name.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { ParkedFound } from '#application/ports/parked-store.ts';
import { toParkedFile } from './parked-file.ts';

interface Bytes {
  readonly messages: Pick<MessageStore, 'readRaw'>;
  readonly documents: Pick<DocumentStore, 'read'>;
}

/** Only this account may read it: these are citizens' messages. */
const FILE = {
  mode: 0o600,
  // Never through a link that somebody put there.
  flag: constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW,
} as const;

/**
 * Writes one parked message into the folder: its bytes as they came, what was put in their place, and last `<uuid>.json`,
 * so that a half written message is not taken for a whole one. Writing it again changes nothing.
 */
export async function writeParkedMessage(
  folder: string,
  { message, taak }: ParkedFound,
  { messages, documents }: Bytes,
) {
  if (taak === undefined) return false;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const { uuid, mediaType, herstel } = message;
  await writeFile(join(folder, `${uuid}.ontvangen.${extensionOf(mediaType)}`), await messages.readRaw(uuid), FILE);
  for (const vervanging of herstel?.vervangingen ?? []) {
    const name = `${uuid}.vervanging.${vervanging.id}.${extensionOf(vervanging.mediaType)}`;
    await writeFile(join(folder, name), await documents.read(vervanging.id), FILE);
  }
  await writeFile(join(folder, `${uuid}.json`), toParkedFile(message, taak), FILE);
  return true;
}
