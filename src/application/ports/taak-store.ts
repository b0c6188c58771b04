import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Taak } from '#domain/interne-taak/taak.ts';
import type { TaakDossier, TermijnMoment } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Betrokkene } from '#domain/klantcontact/betrokkene.schema.ts';
import type { DigitaalAdres } from '#domain/klantcontact/digitaal-adres.schema.ts';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import type { KlantcontactUnit } from '#domain/klantcontact/klantcontact-unit.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';

/** A task as a row of the list: without its history. */
export type TaakRegel = Omit<TaakDossier, 'verloop'>;

/** Place in a list: of the last row that was shown. */
export interface TaakCursor {
  readonly plaatsgevondenOp: Date;
  readonly uuid: string;
}

/** Which tasks somebody may see or be given. */
export interface TaakReach {
  /** Codes of units; absent means all of them. */
  readonly eenheden?: readonly string[];
  /** Values of `kanaal`; absent means all of them. */
  readonly kanalen?: readonly string[];
  /** False leaves out what is about a klantcontact that is `vertrouwelijk`. */
  readonly vertrouwelijk?: false;
}

export interface TaakFilter extends TaakReach {
  readonly status: TaakDossier['status'];
  readonly behandelaar?: string;
  /** The rows after this one. */
  readonly na?: TaakCursor;
  /** Default 20, at most 100. */
  readonly limit?: number;
}

export interface TaakPage {
  /** `te_verwerken`: longest waiting first, counted from the contact; `verwerkt`: latest contact first. */
  readonly taken: readonly TaakRegel[];
  /** Present when there are more. */
  readonly volgende?: TaakCursor;
}

/** What an act changes, committed together or not at all. */
export interface TaakChange {
  /** The task afterwards. Its history is longer than before; the number of lines is the version that is checked. */
  readonly taak: Taak;
  readonly vervolg?: Required<Taak>;
  /** A new klantcontact, with everything that belongs to it (the answer, C9708). */
  readonly unit?: KlantcontactUnit;
  readonly uitgaand?: Uitgaand;
  readonly audit?: AuditEntry;
}

/** What was decided about a task as it stands, and what that changes (nothing, for a refusal). */
export interface TaakDecision<Outcome> {
  readonly outcome: Outcome;
  readonly change?: TaakChange;
}

/** A klantcontact with what an answer needs of it. */
export interface ContactRead {
  readonly klantcontact: Klantcontact;
  readonly betrokkenen: readonly Betrokkene[];
  readonly digitaleAdressen: readonly DigitaalAdres[];
}

export interface ActorRead {
  readonly uuid: string;
  readonly naam: string;
  readonly indicatieActief: boolean;
  readonly emailadres?: string;
}

/** The tasks. Every method throws transient Failures when the database is away. */
export interface TaakStore {
  /** One query, served by an index. */
  list(filter: TaakFilter): Promise<TaakPage>;
  find(uuid: string): Promise<TaakDossier | undefined>;
  findByNummer(nummer: string): Promise<TaakDossier | undefined>;
  /** Open tasks of units other than these, by the code of the unit. */
  countOutside(eenheden: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** The longest waiting open task within this reach that nobody has. */
  findNext(reach: TaakReach): Promise<TaakDossier | undefined>;
  /**
   * Reads the task, asks `decide`, and writes what it answers, as one: of several at once on the same task one wins and
   * the others are decided again on what the winner left. So `decide` SHALL be pure; it may be asked several times.
   * Undefined when there is no such task. When it throws, nothing was written.
   */
  change<Outcome>(uuid: string, decide: (taak: Taak) => TaakDecision<Outcome>): Promise<Outcome | undefined>;
  /** Finishes what a killed process left half written. Only servers without transactions can have any. */
  completeChanges(): Promise<number>;
  findContact(klantcontact: string): Promise<ContactRead | undefined>;
  /** Those that exist. */
  findActoren(uuids: readonly string[]): Promise<ActorRead[]>;
  /** Tasks made before `before` whose unit has not been told yet. */
  listUntold(before: Date, limit: number): Promise<Pick<TaakDossier, 'uuid' | 'plaatsgevondenOp'>[]>;
  /** Open tasks whose deadline had to be looked at before `before`. */
  listUnwatched(before: Date, limit: number): Promise<{ uuid: string; moment: TermijnMoment }[]>;
}
