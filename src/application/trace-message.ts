import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { MessageStep } from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier, TaakGebeurtenis } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MessageStore, MessageSummary } from './ports/message-store.ts';
import type { TaakStore } from './ports/taak-store.ts';
import type { MailTrace, TraceReader } from './ports/trace-reader.ts';

/** One step of a message, of its klantcontact, of a task on it or of a mail. Codes, ids and names of colleagues; no citizen's text. */
export interface TraceStep {
  readonly at: Date;
  readonly source: 'message' | 'register' | 'taak' | 'mail';
  readonly step: string;
  readonly detail?: string;
  /** Nummer of the task. */
  readonly taak?: string;
  readonly by?: string;
  /** Name of the token of the program that did it for them. */
  readonly via?: string;
  /** Why a colleague did it, in their own words. */
  readonly reason?: string;
}

export interface MessageTrace {
  readonly message: MessageSummary;
  /** Oldest first. */
  readonly steps: readonly TraceStep[];
  readonly taken: readonly TaakDossier[];
  /** Answers and notices that left, wait, or never will; oldest first. */
  readonly mails: readonly MailTrace[];
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
      findRegistrations(message),
    ]);
    const mails = await reader.findMails(dossiers.map(({ uuid }) => uuid));
    const nummers = new Map(dossiers.map(({ uuid, nummer }) => [uuid, nummer]));
    const steps = [
      ...message.steps.map((step) => toMessageStep(step, message)),
      ...audit.filter(({ handeling }) => handeling === REGISTERED).map((entry) => toRegisterStep(entry, message)),
      ...dossiers.flatMap((dossier) => dossier.verloop.map((gebeurtenis) => toTaakStep(dossier, gebeurtenis))),
      ...mails.flatMap((mail) => toMailSteps(mail, nummers.get(mail.taak ?? ''))),
    ];
    return {
      message,
      steps: steps.toSorted((a, b) => a.at.getTime() - b.at.getTime()),
      taken: dossiers.toSorted((a, b) => a.nummer.localeCompare(b.nummer)),
      mails,
    };
  }

  /** A message is registered between its acceptance and its end; clocks of hosts may differ somewhat. */
  async function findRegistrations({ klantcontacten, acceptedAt, finishedAt }: MessageSummary): Promise<AuditEntry[]> {
    if (finishedAt === undefined) return [];
    const from = new Date(acceptedAt.getTime() - CLOCKS_MS);
    return reader.findAudit(
      klantcontacten.map(({ uuid }) => uuid),
      { from, to: finishedAt },
    );
  }
}

const CLOCKS_MS = 15 * 60_000;

/** A step that a person took is told with who and why, which stand beside the steps. */
function toMessageStep({ op, step, detail }: MessageStep, { herstel }: MessageSummary): TraceStep {
  const act = herstel?.wijzigingen.find((one) => one.handeling === step && one.op.getTime() === op.getTime());
  return {
    at: op,
    source: 'message',
    step,
    ...ifSaid(detail),
    ...(act === undefined ? {} : { by: act.door }),
    ...(act?.reden === undefined ? {} : { reason: act.reden }),
  };
}

const REGISTERED = 'klantcontact-geregistreerd';

function toRegisterStep({ op, door, via, handeling, objecten }: AuditEntry, message: MessageSummary): TraceStep {
  const contact = message.klantcontacten.find(({ uuid }) => objecten.some((object) => object.uuid === uuid));
  return { at: op, source: 'register', step: handeling, by: door, ...ifVia(via), ...ifSaid(contact?.nummer) };
}

/** What colleagues typed may be about a citizen; what the program wrote explains the route. */
const WRITTEN_BY_US = new Set<TaakGebeurtenis['soort']>([
  'aangemaakt',
  'gemeld',
  'termijn-nadert',
  'termijn-verstreken',
  'beantwoord',
]);

/** A task to mend a message begins with the message's own reason, which its step `geparkeerd` tells. */
function toTaakStep(dossier: TaakDossier, { op, door, via, soort, toelichting }: TaakGebeurtenis): TraceStep {
  const isTold = dossier.soort === 'herstel' && soort === 'aangemaakt';
  const detail = WRITTEN_BY_US.has(soort) && !isTold ? toelichting : undefined;
  return { at: op, source: 'taak', step: soort, taak: dossier.nummer, by: door, ...ifVia(via), ...ifSaid(detail) };
}

/** That it never left is a step of its task. */
function toMailSteps({ soort, aangemaaktOp, verzondenOp }: MailTrace, nummer: string | undefined): TraceStep[] {
  const step = (at: Date, name: string): TraceStep => ({
    at,
    source: 'mail',
    step: `${soort}-${name}`,
    ...(nummer === undefined ? {} : { taak: nummer }),
  });
  return [step(aangemaaktOp, 'klaargezet'), ...(verzondenOp === undefined ? [] : [step(verzondenOp, 'verzonden')])];
}

const ifVia = (via: string | undefined) => (via === undefined ? {} : { via });
const ifSaid = (detail: string | undefined) => (detail === undefined ? {} : { detail });
