import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { TaakDossier, TaakGebeurtenis } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MessageStore, MessageSummary } from './ports/message-store.ts';
import type { TaakStore } from './ports/taak-store.ts';
import type { TraceReader } from './ports/trace-reader.ts';

/** One step of a message, of its klantcontact or of a task on it. Codes, ids and names of colleagues; no citizen's text. */
export interface TraceStep {
  readonly at: Date;
  readonly source: 'message' | 'register' | 'taak';
  readonly step: string;
  readonly detail?: string;
  /** Nummer of the task. */
  readonly taak?: string;
  readonly by?: string;
}

export interface MessageTrace {
  readonly message: MessageSummary;
  /** Oldest first. */
  readonly steps: readonly TraceStep[];
  readonly taken: readonly TaakDossier[];
}

/**
 * "Where is my mail?" Everything that happened to the messages of which this is the uuid, key, Message-ID, wamid, file
 * name, submission id, or the nummer or uuid of a klantcontact or task. Empty when nothing is known by it.
 */
export type TraceMessage = (term: string) => Promise<MessageTrace[]>;

export interface TraceDeps {
  readonly messages: Pick<MessageStore, 'trace' | 'find'>;
  readonly taken: Pick<TaakStore, 'find' | 'findByNummer'>;
  readonly reader: TraceReader;
}

export function createTraceMessage({ messages, taken, reader }: TraceDeps): TraceMessage {
  return async (term) => {
    const found = await findMessages(term.trim());
    return Promise.all(found.map(traceOne));
  };

  async function findMessages(term: string): Promise<MessageSummary[]> {
    if (term === '') return [];
    const byAlias = await messages.trace(term);
    if (byAlias.length > 0) return byAlias;
    const byKey = await messages.find([deterministicUuid(term, 'message')], { raw: false });
    if (byKey.length > 0) return byKey;
    // A task that came later, or a klantcontact: neither is an alias of the message.
    const dossier = (await taken.findByNummer(term)) ?? (await taken.find(term));
    const [onContact] = dossier === undefined ? await reader.findTaken([term], []) : [dossier];
    return onContact === undefined ? [] : messages.find(onContact.messages, { raw: false });
  }

  async function traceOne(message: MessageSummary): Promise<MessageTrace> {
    const contacts = message.klantcontacten.map(({ uuid }) => uuid);
    const [dossiers, audit] = await Promise.all([
      reader.findTaken(contacts, [message.uuid]),
      reader.findAudit(contacts),
    ]);
    const steps = [
      ...message.steps.map(({ op, step, detail }) => ({ at: op, source: 'message' as const, step, ...ifSaid(detail) })),
      ...audit.filter(({ handeling }) => handeling === REGISTERED).map((entry) => toRegisterStep(entry, message)),
      ...dossiers.flatMap(({ nummer, verloop }) => verloop.map((gebeurtenis) => toTaakStep(nummer, gebeurtenis))),
    ];
    return {
      message,
      steps: steps.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      taken: dossiers.toSorted((a, b) => a.nummer.localeCompare(b.nummer)),
    };
  }
}

const REGISTERED = 'klantcontact-geregistreerd';

function toRegisterStep({ op, door, handeling, objecten }: AuditEntry, message: MessageSummary): TraceStep {
  const contact = message.klantcontacten.find(({ uuid }) => objecten.some((object) => object.uuid === uuid));
  return { at: op, source: 'register', step: handeling, by: door, ...ifSaid(contact?.nummer) };
}

/** What colleagues typed may be about a citizen; what the program wrote explains the route. */
const WRITTEN_BY_US = new Set<TaakGebeurtenis['soort']>([
  'aangemaakt',
  'gemeld',
  'termijn-nadert',
  'termijn-verstreken',
]);

function toTaakStep(taak: string, { op, door, soort, toelichting }: TaakGebeurtenis): TraceStep {
  const detail = WRITTEN_BY_US.has(soort) ? toelichting : undefined;
  return { at: op, source: 'taak', step: soort, taak, by: door, ...ifSaid(detail) };
}

const ifSaid = (detail: string | undefined) => (detail === undefined ? {} : { detail });
