import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { transient } from '#domain/failure/failure.ts';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import type { AddLateMedium } from './add-late-medium.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { Log } from './ports/log.ts';
import type { MediaSource } from './ports/media-source.ts';

/** Fetches the medium of one message and keeps it. Safe to repeat; transient Failures when it may still come. */
export type FetchMedia = (message: string) => Promise<void>;

export interface FetchMediaDeps {
  readonly conversations: Pick<ConversationStore, 'findEntries' | 'saveMedium'>;
  readonly media: MediaSource;
  readonly documents: DocumentStore;
  readonly addLateMedium: AddLateMedium;
  readonly log: Log;
}

export function createFetchMedia({ conversations, media, documents, addLateMedium, log }: FetchMediaDeps): FetchMedia {
  return async (message) => {
    const [entry] = await conversations.findEntries([message]);
    if (entry === undefined) throw transient('entry-not-there', 'The message has not joined a conversation yet');
    const { medium } = entry;
    if (medium === undefined || medium.state === 'missing') return;
    const stored = medium.state === 'stored' ? medium : await fetch(message, medium);
    if (stored?.state === 'stored' && stored.late && !stored.added) {
      // Not yet: its message is parked or aside. The reconciler asks again.
      if (await addLateMedium(message, stored)) await conversations.saveMedium(message, { added: true });
    }
  };

  async function fetch(message: string, { mediaId, soort, sha256 }: Medium): Promise<Medium | undefined> {
    const found = await media.fetch({ mediaId, soort, ...(sha256 === undefined ? {} : { sha256 }) });
    if (found.kind === 'missing') {
      log.warn({ message, code: found.code }, 'medium-missing');
      return conversations.saveMedium(message, { state: 'missing', reason: found.code });
    }
    const documentId = deterministicUuid(`message:${message}`, 'medium');
    const { bytes, formaat } = found;
    await documents.put(documentId, bytes, { bestandsnaam: documentId, formaat, sha256: found.sha256 });
    return conversations.saveMedium(message, {
      state: 'stored',
      documentId,
      formaat,
      size: bytes.byteLength,
      sha256Hex: found.sha256,
    });
  }
}
