import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';

/** One commit whose lines no block names yet. */
export interface Wachtend {
  readonly id: string;
  /** By the clock of whoever wrote them; to the second. */
  readonly sinds: Date;
  /** Uuids. Without transactions some of them may not be there yet. */
  readonly regels: readonly string[];
}

/** A block without what it names. */
export type Blokkop = Omit<Auditzegel, 'regels'>;

/** The little of an entry by which it is looked for. `uuid` may be anything: somebody may have put it there. */
export interface Regelspoor {
  readonly uuid: unknown;
  readonly op: unknown;
  /** Of the klantcontact whose registration it is. */
  readonly klantcontact?: string;
}

/**
 * The audit log and the chain over it. Entries are written by whoever acts, in the transaction of the act; here they are
 * only read, sealed afterwards, and added for acts that change nothing (reading). An entry is never changed: what waits
 * for its seal is noted beside it, once for each commit, in the same transaction. Throws transient Failures.
 */
export interface AuditLog {
  /** Entries that are known already (by uuid) are left as they are. */
  add(entries: readonly AuditEntry[]): Promise<void>;
  /** Whole commits that wait for a seal, oldest first: no more of them once they hold this many lines. */
  listWaiting(lines: number, after?: string): Promise<Wachtend[]>;
  /** Which of these entries wait for a seal. */
  findWaiting(uuids: readonly string[]): Promise<ReadonlySet<string>>;
  /** Lets entries wait for a seal that no commit noted: those from before it was noted, and those of a backup. */
  addWaiting(uuids: readonly string[]): Promise<void>;
  /** These wait no longer. */
  dropWaiting(ids: readonly string[]): Promise<void>;
  /** Commits of which this block names a line wait no longer. */
  dropSealed(block: Auditzegel): Promise<void>;
  countWaiting(): Promise<number>;
  lastBlock(): Promise<Blokkop | undefined>;
  findBlock(blok: number): Promise<Auditzegel | undefined>;
  /** False when this place in the chain is taken: the block number decides between two sealers. */
  addBlock(block: Auditzegel): Promise<boolean>;
  /** The blocks after this number, in order. */
  listBlocks(after: number, limit: number): Promise<Auditzegel[]>;
  listHeads(after: number, limit: number): Promise<Blokkop[]>;
  /** Blocks that say that lines were destroyed. */
  listDestructions(): Promise<Blokkop[]>;
  /** Lines of before there were keys that say so, with the block that they say they are sealed in. */
  listOldDestructions(): Promise<{ readonly entry: AuditEntry; readonly blok: number }[]>;
  findEntries(uuids: readonly string[]): Promise<AuditEntry[]>;
  countEntries(): Promise<number>;
  /** Every entry, in no order, some thousands at a time. */
  traces(): AsyncIterable<readonly Regelspoor[]>;
}
