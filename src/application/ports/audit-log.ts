import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';

/**
 * The audit log and the chain over it. Entries are written by whoever acts, in the transaction of the act; here they are
 * only read, sealed afterwards, and added for acts that change nothing (reading). Throws transient Failures.
 */
export interface AuditLog {
  /** Entries that are known already (by uuid) are left as they are. */
  add(entries: readonly AuditEntry[]): Promise<void>;
  /** Entries that no block names yet, oldest first. */
  listUnsealed(limit: number): Promise<AuditEntry[]>;
  countUnsealed(): Promise<number>;
  lastBlock(): Promise<Auditzegel | undefined>;
  /** False when this place in the chain is taken: the block number decides between two sealers. */
  addBlock(block: Auditzegel): Promise<boolean>;
  /** Notes at the entries of this block that they are sealed. Repeating it changes nothing. */
  markSealed(block: Auditzegel): Promise<void>;
  /** The blocks after this number, in order. */
  listBlocks(after: number, limit: number): Promise<Auditzegel[]>;
  findEntries(uuids: readonly string[]): Promise<AuditEntry[]>;
  /** Entries that say they are sealed in this block, or between it and the one before it. */
  listSealedIn(blok: number): Promise<string[]>;
  /** Entries that say they are sealed, in what is the number of no block. */
  listSealedNowhere(limit: number): Promise<string[]>;
  /** Entries that say they are sealed in a block after this one: with the last block, in one that is not there. */
  listSealedAfter(blok: number, limit: number): Promise<string[]>;
  /** Up to which block entries were destroyed on purpose, as the sealed log itself says; 0 when none were. */
  destroyedUpTo(): Promise<number>;
}
