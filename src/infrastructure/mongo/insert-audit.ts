import { mongo, type ClientSession, type Connection } from 'mongoose';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { insertAsCommand } from './insert-as-command.ts';
import { insertUnknown } from './insert-unknown.ts';
import { modelOf, toStored, type Stored } from './models.ts';
import { options } from './session.ts';

/** That the lines of one commit wait for a seal. Its place in the order is in its id. */
export interface StoredWaiting {
  readonly _id: mongo.ObjectId;
  readonly regels: string[];
}

/**
 * The one way into the audit log: the lines, and beside them that they wait for a seal. Lines are never changed after
 * this, so that sealing them takes away one note for a whole commit instead of writing every line again. In a
 * transaction a known id is an error.
 */
export async function insertAudit(
  connection: Connection,
  entries: readonly AuditEntry[],
  session: ClientSession | undefined,
): Promise<void> {
  if (entries.length === 0) return;
  if (session === undefined) return insertNewAudit(connection, entries, undefined);
  const stored = entries.map(toStored);
  await insertAsCommand(connection, 'audit', stored, session);
  await insertAsCommand(connection, 'auditwachtrij', [toWaiting(stored)], session);
}

/**
 * The same, of an act that may be repeated: a line that is known already is neither noted nor written again. The note
 * goes first: without a transaction a line that stands is then always noted.
 */
export async function insertNewAudit(
  connection: Connection,
  entries: readonly AuditEntry[],
  session: ClientSession | undefined,
): Promise<void> {
  const lines = modelOf<Stored<AuditEntry>>(connection, 'audit').collection as unknown as mongo.Collection<
    Stored<AuditEntry>
  >;
  const waiting = modelOf<StoredWaiting>(connection, 'auditwachtrij')
    .collection as unknown as mongo.Collection<StoredWaiting>;
  const named = { _id: { $in: entries.map(({ uuid }) => uuid) } };
  const found = await lines.find(named, { projection: { _id: 1 }, ...options(session) }).toArray();
  const known = new Set(found.map(({ _id }) => _id));
  const fresh = entries.filter(({ uuid }) => !known.has(uuid)).map(toStored);
  if (fresh.length === 0) return;
  await waiting.insertOne(toWaiting(fresh), options(session));
  if (session === undefined) await insertUnknown(lines, fresh);
  else await lines.insertMany(fresh, { session });
}

const toWaiting = (lines: readonly { _id: string }[]): StoredWaiting => ({
  _id: new mongo.ObjectId(),
  regels: lines.map(({ _id }) => _id),
});
