import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
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

/** Normalised contacts of one accepted message, or of the messages of one conversation. */
export interface ContactsEntry {
  /** Root of the deterministic ids. */
  readonly key: string;
  readonly messages: readonly string[];
  readonly contacten: readonly InboundMessage[];
  /** What replies name this message by; a reply that is registered in the same call finds it by them. */
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
  const replies = await resolveReplies(deps.register, entries);
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
        antwoordOp: replies.get(inbound) ?? [],
        now,
      };
      units.push(validateUnit(buildUnit(inbound, facts, deps.settings)));
    }
    const { messages, steps } = entry;
    registrations.push({ messages, units, at: now, ...(steps === undefined ? {} : { steps }) });
  }
  return registrations;
}

/** A question and the replies to it may wait in one folder: the register does not know the question yet then. */
function klantcontactenByAlias(entries: readonly ContactsEntry[]): ReadonlyMap<string, string> {
  return new Map(
    entries
      .filter(({ contacten }) => contacten.length > 0)
      .flatMap(({ key, aliases = [] }) => aliases.map((alias) => [alias, deterministicUuid(key, 'klantcontact')])),
  );
}

/** What the contacts of these entries answer: one question to the register for all of them. */
async function resolveReplies(
  register: RegisterStore,
  entries: readonly ContactsEntry[],
): Promise<ReadonlyMap<InboundMessage, string[]>> {
  const together = klantcontactenByAlias(entries);
  const replies = entries.flatMap(({ contacten }) =>
    contacten.flatMap((inbound) =>
      inbound.onderwerpobjecten.flatMap((subject) =>
        'antwoordOp' in subject
          ? [{ inbound, ids: subject.antwoordOp, direct: together.get(subject.antwoordOp[0] ?? '') }]
          : [],
      ),
    ),
  );
  const unknown = replies.filter(({ direct }) => direct === undefined);
  const asked = unknown.length === 0 ? [] : await register.findKlantcontactenByAlias(unknown.map(({ ids }) => ids));
  const known = new Map(unknown.map((reply, place) => [reply, asked[place]?.uuid]));
  const found = new Map<InboundMessage, string[]>();
  for (const reply of replies) {
    // What it answers is named first; what stands further on in the thread is only better than nothing.
    const [first] = reply.ids.flatMap((id) => together.get(id) ?? []);
    const earlier = reply.direct ?? known.get(reply) ?? first;
    if (earlier !== undefined) found.set(reply.inbound, [...(found.get(reply.inbound) ?? []), earlier]);
  }
  return found;
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
