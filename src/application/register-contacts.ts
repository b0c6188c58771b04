import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import type { MessageStep } from '#domain/inbound-message/stored-message.schema.ts';
import { buildUnit } from '#domain/klantcontact/build-unit.ts';
import { fileRole } from '#domain/klantcontact/build-documents.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import { validateUnit } from '#domain/klantcontact/validate-unit.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import { contactKey } from './contact-key.ts';
import { taakJobs } from './jobs/taak-jobs.ts';
import type { Clock } from './ports/clock.ts';
import type { DocumentStore } from './ports/document-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { RegisterStore, Registration } from './ports/register-store.ts';
import type { Triage } from './ports/triage.ts';
import type { ScanEntries } from './scan-entries.ts';
import { NO_TIES, tieReplies } from './tie-replies.ts';

/** Normalised contacts of one accepted message, or of the messages of one conversation. */
export interface ContactsEntry {
  /** Root of the deterministic ids. */
  readonly key: string;
  /** Of the messages: what they name and are named by are ids of this channel. */
  readonly channel: ChannelName;
  readonly messages: readonly string[];
  readonly contacten: readonly InboundMessage[];
  /** What the message is known by; a reply that is registered in the same call finds it by them. */
  readonly aliases?: readonly string[];
  /** What happened to the messages on the way here. */
  readonly steps?: readonly MessageStep[];
}

/**
 * Registers entries: scanned for viruses where that is configured, documents first, then every unit in one commit, then
 * the jobs for routed tasks. Running it again with the same entries changes nothing. All or nothing per call: an entry
 * that the register refuses (defect) fails the call and the caller tries the entries one by one. What the outside
 * refuses (database away) is thrown as transient.
 */
export type RegisterContacts = (entries: readonly ContactsEntry[]) => Promise<void>;

export interface RegisterDeps {
  readonly register: RegisterStore;
  readonly documents: DocumentStore;
  readonly triage: Triage;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly settings: RegisterSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** Absent without a virus scanner. */
  readonly scanEntries?: ScanEntries | undefined;
}

export function createRegisterContacts(deps: RegisterDeps): RegisterContacts {
  return async (received) => {
    if (received.length === 0) return;
    const entries = deps.scanEntries === undefined ? received : await deps.scanEntries(received);
    await storeDocuments(deps.documents, entries);
    const registrations = await buildRegistrations(deps, entries);
    const saved = await deps.register.saveRegistrations(registrations);
    // One of them stood there already (an attempt that died after its commit): the others are new and go one by one.
    if (!saved) for (const registration of registrations) await deps.register.saveRegistrations([registration]);
    await announce(
      deps,
      registrations.flatMap(({ units }) => units),
    );
  };
}

/** Documents stored at once: each waits for the disk of the database, which can serve several in one go. */
const AT_ONCE = 8;

/** Bytes before documents that point at them (acceptance statement 64). */
async function storeDocuments(documents: DocumentStore, entries: readonly ContactsEntry[]) {
  const files = entries.flatMap(({ key, contacten }) =>
    contacten.flatMap(({ documenten }, place) =>
      documenten.flatMap(({ bron, bestandsnaam, formaat }, index) => {
        if (bron.kind !== 'bytes') return [];
        const id = deterministicUuid(contactKey(key, place), fileRole(index, bron.sha256));
        return [() => documents.put(id, bron.bytes, { bestandsnaam, formaat, sha256: bron.sha256 })];
      }),
    ),
  );
  for (let at = 0; at < files.length; at += AT_ONCE)
    await Promise.all(files.slice(at, at + AT_ONCE).map((put) => put()));
}

async function buildRegistrations(deps: RegisterDeps, entries: readonly ContactsEntry[]): Promise<Registration[]> {
  const contacts = entries.reduce((sum, { contacten }) => sum + contacten.length, 0);
  const taken = entries.reduce((sum, { contacten }) => sum + contacten.filter((c) => c.taak).length, 0);
  const [nummers, taakNummers] = await Promise.all([
    deps.register.reserveNummers('klantcontact', contacts),
    deps.register.reserveNummers('internetaak', taken),
  ]);
  const now = deps.clock.now();
  const ties = await tieReplies(deps.register, entries);
  const registrations: Registration[] = [];
  for (const entry of entries) {
    const units: KlantcontactUnit[] = [];
    for (const [place, inbound] of entry.contacten.entries()) {
      const facts = {
        key: contactKey(entry.key, place),
        messages: entry.messages,
        nummer: nummers.shift() ?? '',
        taakNummer: inbound.taak === undefined ? '' : (taakNummers.shift() ?? ''),
        routering: await deps.triage.decide(inbound),
        ...(ties.get(inbound) ?? NO_TIES),
        now,
      };
      units.push(validateUnit(buildUnit(inbound, facts, deps.settings)));
    }
    const { messages, steps } = entry;
    registrations.push({ messages, units, at: now, ...(steps === undefined ? {} : { steps }) });
  }
  return registrations;
}

/** Tasks that were routed: their job tells the unit. Missed jobs are added by the reconciler. */
async function announce({ jobs, log }: RegisterDeps, units: readonly KlantcontactUnit[]) {
  const due = units.flatMap(({ dossiers }) => dossiers).filter(({ melden }) => melden);
  if (due.length === 0) return;
  try {
    await jobs.enqueue(due.flatMap(taakJobs));
  } catch {
    log.warn({ count: due.length }, 'taak-jobs-not-added');
  }
}
