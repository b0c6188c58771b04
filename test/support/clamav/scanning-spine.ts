import { createHash } from 'node:crypto';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRegisterMessages } from '#application/register-messages.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import { createScanDocument } from '#application/scan-document.ts';
import { createScanEntries, type ScanEntries } from '#application/scan-entries.ts';
import type { NewMessage } from '#application/ports/message-store.ts';
import { emailConfigSchema } from '#channels/email/email.config.ts';
import { emailNormaliseUnit } from '#channels/email/email.settings.ts';
import type { ClamdAddress } from '#infrastructure/clamav/clamd-connection.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import { createProcessNormaliser } from '#infrastructure/readers/process-normaliser.ts';
import { composeMail, type Attachment } from '#main/demo/seed/mail/compose-mail.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { createSpine, noMetrics, silentLog as log } from '../spine/create-spine.ts';
import { settings } from '../spine/register-settings.ts';

/** The spine with the mail channel's own reader and a virus scanner. */
export async function createScanningSpine(stores: IsolatedStores) {
  const spine = await createSpine(stores);
  const { messages, documents, register, jobs, parkMessage } = spine;
  const limieten = emailConfigSchema.shape.limieten.parse(undefined);
  const normaliser = createProcessNormaliser({ email: emailNormaliseUnit({ mailboxes: [], limieten }) }, messages);
  const clock = { now: () => new Date() };
  const scanned: string[] = [];
  const metrics = { ...noMetrics, scanned: (uitslag: string) => void scanned.push(uitslag) };

  /** Registers as the workers do. */
  const registerWith = (clamd: ClamdAddress, whenAway: 'wachten' | 'doorlaten' = 'wachten', timeoutMs = 10_000) => {
    const scanner = createClamdScanner({ clamd, timeoutMs });
    const scanDocument = createScanDocument({ scanner, whenAway, clock, metrics, log });
    return registerThrough(createScanEntries({ scanDocument, messages, documents, log }));
  };

  const registerThrough = (scanEntries: ScanEntries | undefined) => {
    const triage = createRuleTriage(settings.regels);
    const tools = { register, documents, triage, jobs, settings, clock, log };
    const registerContacts = createRegisterContacts({ ...tools, scanEntries });
    return createRegisterMessages({ messages, normaliser, registerContacts, parkMessage, clock, metrics, log });
  };

  return {
    ...spine,
    scanned,
    registerWith,
    registerUnscanned: registerThrough(undefined),
    /** The documents of this message's klantcontact, originals first. */
    documentsOf: async (uuid: string) => {
      const [message] = await messages.find([uuid], { raw: false });
      const bijlagen = await spine
        .collection('bijlagen')
        .find({ wasBijlageVanKlantcontact: message?.klantcontacten[0]?.uuid })
        .toArray();
      const ids = bijlagen.map((bijlage) => (bijlage['bijlageidentificator'] as { objectId: string }).objectId);
      const found = await spine
        .collection('informatieobjecten')
        .find({ _id: { $in: ids as never[] } })
        .toArray();
      return found.toSorted((a, b) => String(b['rol']).localeCompare(String(a['rol'])));
    },
    close: async () => {
      normaliser.close();
      await spine.close();
    },
  };
}

/** A mail with these attachments. */
export function mailWith(place: number, bijlagen: readonly Attachment[]): NewMessage {
  const messageId = `virus-${place}@voorbeeld.example`;
  const raw = composeMail({
    van: { naam: 'J. Jansen', adres: 'j.jansen@burger.example' },
    aan: 'info@voorbeeldstad.example',
    onderwerp: `Vraag ${place} met bijlage`,
    messageId,
    datum: new Date('2026-11-20T09:00:00Z'),
    tekst: 'Zie de bijlage.',
    bijlagen,
  });
  const key = `email:${messageId}`;
  return {
    uuid: deterministicUuid(key, 'message'),
    key,
    channel: 'email',
    receivedAt: new Date('2026-11-20T09:15:00Z'),
    envelope: { mailbox: 'info', folder: 'INBOX' },
    location: `info/INBOX/9/${place}`,
    aliases: [messageId],
    mediaType: 'message/rfc822',
    sha256: createHash('sha256').update(raw).digest('hex'),
    raw,
  };
}
