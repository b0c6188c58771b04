import { createAcceptMessages } from '#application/accept-messages.ts';
import { createParkMessage } from '#application/park-message.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRegisterMessages } from '#application/register-messages.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import type { Normaliser } from '#application/ports/normaliser.ts';
import type { ScanDocument } from '#application/scan-document.ts';
import { createScanEntries } from '#application/scan-entries.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import type { Tools } from './tools.ts';

export type CoreUseCases = ReturnType<typeof createUseCases>;

/** The road that every channel shares: accept, read, scan for viruses where configured, register, park. */
export function createUseCases(
  tools: Tools,
  normaliser: Normaliser,
  settings: RegisterSettings,
  scanDocument?: ScanDocument,
) {
  const { stores, clock, log, metrics } = tools;
  const { messages, register, documents, queues: jobs } = stores;
  const triage = createRuleTriage(settings.regels);
  const acceptMessages = createAcceptMessages({ messages, jobs, metrics, log });
  const parkMessage = createParkMessage({ messages, register, settings, clock, metrics });
  const scanEntries =
    scanDocument === undefined ? undefined : createScanEntries({ scanDocument, messages, documents, log });
  const registerContacts = createRegisterContacts({
    register,
    documents,
    triage,
    jobs,
    settings,
    clock,
    log,
    scanEntries,
  });
  const registerMessages = createRegisterMessages({
    messages,
    normaliser,
    registerContacts,
    parkMessage,
    clock,
    metrics,
    log,
  });
  return { triage, acceptMessages, parkMessage, registerContacts, registerMessages, scanDocument };
}
