import { AUTOMATEN } from '#domain/actor/actor-uuid.ts';
import type { Medium } from '#domain/conversation/conversation-entry.schema.ts';
import { toFailure, transient } from '#domain/failure/failure.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { INFORMATIEOBJECT_CODES } from '#domain/identity/identificator.schema.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { isBeyondReopening } from '#domain/inbound-message/aside-reasons.ts';
import { VIRUS_STEP } from '#domain/inbound-message/set-apart.ts';
import { isBesmet, type Scan } from '#domain/informatieobject/scan.schema.ts';
import type { BijlageStore } from './ports/bijlage-store.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationReader } from './ports/conversation-reader.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { MessageStore } from './ports/message-store.ts';
import { SCAN_REFUSED, type ScanDocument } from './scan-document.ts';

/**
 * Adds a medium that came after its klantcontact was registered, as one more bijlage. False while there is no klantcontact
 * and a person may still bring the message to one: it is to be asked again then. Safe to repeat.
 */
export type AddLateMedium = (message: string, medium: Medium) => Promise<boolean>;

/** A file that the scanner breaks on this often gets the mark that nobody scanned it: there is nothing to park any more. */
const SCAN_ATTEMPTS = 3;

export interface AddLateMediumDeps {
  readonly messages: Pick<MessageStore, 'find' | 'addStep' | 'countAttempt'>;
  readonly bijlagen: BijlageStore;
  readonly reader: ConversationReader;
  readonly clock: Clock;
  readonly documents: Pick<DocumentStore, 'open'>;
  /** Absent without a virus scanner. */
  readonly scanDocument?: ScanDocument | undefined;
}

export function createAddLateMedium(deps: AddLateMediumDeps): AddLateMedium {
  const { messages, bijlagen, documents, reader, clock, scanDocument } = deps;
  return async (uuid, medium) => {
    const [message] = await messages.find([uuid], { raw: true });
    if (message?.state === 'open') throw transient('klantcontact-not-there', 'The klantcontact is not registered yet');
    if (message === undefined || medium.documentId === undefined) return true;
    const klantcontact = message.klantcontacten[0];
    if (klantcontact === undefined) return isBeyondReopening(message.reason?.code);
    const { documentId } = medium;
    const scan = await scanDocument?.(() => Promise.resolve(documents.open(documentId))).catch(passInTheEnd(uuid));
    const id = (role: string) => deterministicUuid(`message:${uuid}`, role);
    const informatieobject = {
      uuid: id('informatieobject:medium'),
      bestandsnaam: cutText(reader.toFileName(message, medium), 255),
      formaat: medium.formaat ?? 'application/octet-stream',
      bestandsomvang: medium.size ?? 0,
      sha256: medium.sha256Hex ?? '',
      rol: 'bijlage' as const,
      plaats: { kind: 'gridfs' as const, id: documentId },
      ...(scan === undefined ? {} : { scan }),
    };
    const bijlage = {
      uuid: id('bijlage:medium'),
      wasBijlageVanKlantcontact: klantcontact.uuid,
      bijlageidentificator: { objectId: informatieobject.uuid, ...INFORMATIEOBJECT_CODES },
    };
    await bijlagen.add(informatieobject, bijlage, {
      uuid: id('audit:medium'),
      op: clock.now(),
      door: AUTOMATEN.whatsapp.naam,
      handeling: 'bijlage-toegevoegd',
      objecten: [
        { soort: 'klantcontact', uuid: klantcontact.uuid },
        { soort: 'bijlage', uuid: bijlage.uuid },
      ],
    });
    if (scan !== undefined && isBesmet(scan))
      await messages.addStep([uuid], { op: scan.op, step: VIRUS_STEP, detail: scan.kenmerk });
    return true;
  };

  function passInTheEnd(uuid: string) {
    return async (thrown: unknown): Promise<Scan> => {
      const isRefused = toFailure(thrown).code === SCAN_REFUSED;
      if (!isRefused || (await messages.countAttempt(uuid)) < SCAN_ATTEMPTS) throw thrown;
      return { uitslag: 'niet-gescand', reden: 'niet-te-scannen', op: clock.now() };
    };
  }
}
