import { Failure, toFailure } from '#domain/failure/failure.ts';
import type { InboundDocument, InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { MessageStep } from '#domain/inbound-message/stored-message.schema.ts';
import { VIRUS_STEP } from '#domain/inbound-message/set-apart.ts';
import type { Scan } from '#domain/informatieobject/scan.schema.ts';
import { markScans } from '#domain/klantcontact/mark-scans.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { ContactsEntry } from './register-contacts.ts';
import type { ScanDocument } from './scan-document.ts';

/** Every document of every contact scanned, before anything of it is registered. The message itself is scanned once. */
export type ScanEntries = (entries: readonly ContactsEntry[]) => Promise<ContactsEntry[]>;

export interface ScanEntriesDeps {
  readonly scanDocument: ScanDocument;
  readonly messages: Pick<MessageStore, 'openRaw'>;
  readonly documents: Pick<DocumentStore, 'open'>;
  readonly log: Log;
}

export function createScanEntries({ scanDocument, messages, documents, log }: ScanEntriesDeps): ScanEntries {
  return async (entries) => {
    const scanned: ContactsEntry[] = [];
    for (const entry of entries) {
      const known = new Map<string, Scan>();
      const contacten: InboundMessage[] = [];
      for (const contact of entry.contacten) {
        const scans: Scan[] = [];
        for (const { bron } of contact.documenten) scans.push(await scanOnce(bron, known).catch(blame(entry)));
        contacten.push(markScans(contact, scans));
      }
      const steps = stepsOf(contacten);
      if (steps.length > 0) log.warn({ message: entry.messages[0], count: steps.length }, 'documents-marked');
      scanned.push({ ...entry, contacten, ...(steps.length > 0 ? { steps } : {}) });
    }
    return scanned;
  };

  /** By its content: a form with two subjects hangs the same bytes on both. */
  async function scanOnce(bron: InboundDocument['bron'], known: Map<string, Scan>): Promise<Scan> {
    const scan = known.get(bron.sha256) ?? (await scanDocument(() => open(bron)));
    known.set(bron.sha256, scan);
    return scan;
  }

  async function open(bron: InboundDocument['bron']): Promise<AsyncIterable<Uint8Array>> {
    if (bron.kind === 'bytes') return once(bron.bytes);
    const stream = bron.kind === 'message' ? await messages.openRaw(bron.messageUuid) : documents.open(bron.id);
    return stream as unknown as AsyncIterable<Uint8Array>;
  }
}

/** Says of which message the document is: the others of the list need not be asked again to find out. */
const blame =
  ({ messages }: ContactsEntry) =>
  (thrown: unknown): never => {
    const { kind, code, message, facts } = toFailure(thrown);
    throw new Failure(kind, code, message, { facts: { ...facts, message: messages[0] ?? '' }, cause: thrown });
  };

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

/** For the trace of the message: what was set apart, and what nobody looked into. */
function stepsOf(contacten: readonly InboundMessage[]): MessageStep[] {
  const scans = contacten.flatMap(({ documenten }) => documenten.flatMap(({ scan }) => scan ?? []));
  return scans.flatMap(({ uitslag, kenmerk, reden, op }): MessageStep[] => {
    if (uitslag === 'schoon') return [];
    const step = uitslag === 'besmet' ? VIRUS_STEP : 'niet-gescand';
    const detail = kenmerk ?? reden;
    return [{ op, step, ...(detail === undefined ? {} : { detail }) }];
  });
}
