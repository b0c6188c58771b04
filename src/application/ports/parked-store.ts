import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { Herstel } from '#domain/inbound-message/herstel.schema.ts';
import type { MessageStep, ParkReason, StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { MessageSummary } from './message-store.ts';

/** A message with the task that a person has, or had, for it. */
export interface ParkedFound {
  readonly message: MessageSummary;
  readonly taak?: TaakDossier;
}

/** What a person's act on a message that is parked, or aside, changes; committed together. */
export interface ParkedChange {
  /** The whole of it afterwards; what was in it before is still in it. */
  readonly herstel: Herstel;
  /** Absent: it stays where it is. `open`: as when it was accepted, with the job that will carry it. */
  readonly to?:
    | { readonly state: 'open'; readonly jobId?: string | undefined }
    | { readonly state: 'aside'; readonly reason: ParkReason };
  readonly step: MessageStep;
  /** The task afterwards. Without transactions it is left to the caller, who asks the task store. */
  readonly taak?: TaakDossier;
  readonly audit: AuditEntry;
}

/** What the act does to the message; also what must have been possible for an act that leaves it where it is. */
export function eventOf({ message }: ParkedFound, { to }: ParkedChange) {
  if (message.state === 'aside') return 'reopened-by-person';
  return to?.state === 'aside' ? 'discarded-by-person' : 'released-by-person';
}

export interface ParkedCount {
  readonly channel: ChannelName;
  readonly count: number;
  /** When the one that is parked longest was parked. */
  readonly oldest: Date;
}

/** Parked messages and what people do with them. Throws transient Failures when the database is away. */
export interface ParkedStore {
  find(uuid: string): Promise<ParkedFound | undefined>;
  /**
   * Reads message and task, asks `decide`, writes what it answers, as one: of several at once one wins and the others
   * are decided again on what it left, so `decide` SHALL be pure. Only a message that is parked or aside is changed, as
   * the table of its life has it (`eventOf`). Undefined when there is no such message.
   */
  change<Outcome>(
    uuid: string,
    decide: (found: ParkedFound) => { readonly outcome: Outcome; readonly change?: ParkedChange },
  ): Promise<Outcome | undefined>;
  /**
   * Puts back a parked message that is not known here (an import), with its task, at once and parked: no reconciler
   * sees it in between. Large bytes are stored before. False when it is known.
   */
  insert(message: StoredMessage, taak: TaakDossier, audit: AuditEntry): Promise<boolean>;
  /** Channels without parked messages are left out. */
  counts(): Promise<ParkedCount[]>;
}
