import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { Clock } from '#application/ports/clock.ts';
import type { SessionData, SessionStore } from '#application/ports/session-store.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';

interface SessionDocument {
  /** SHA-256 of the id: whoever reads the database cannot log in with what stands there. */
  _id: string;
  data: SessionData;
  verlooptOp: Date;
}

export function createSessionRepository(connection: Connection, clock: Clock): SessionStore {
  const sessions = defineModel<SessionDocument>(connection, 'sessions', [
    [{ verlooptOp: 1 }, { expireAfterSeconds: 0 }],
  ]).collection as unknown as mongo.Collection<SessionDocument>;

  return {
    find: (id) =>
      guarded(async () => {
        const found = await sessions.findOne({ _id: hash(id) });
        // The server removes expired ones about once a minute: until then they are here, but no longer valid.
        return found === null || found.verlooptOp <= clock.now() ? undefined : found.data;
      }),
    add: (id, data, verlooptOp) =>
      guarded(async () => {
        await sessions.replaceOne({ _id: hash(id) }, { data, verlooptOp }, { upsert: true });
      }),
    replace: (id, data, verlooptOp) =>
      guarded(async () => {
        await sessions.replaceOne({ _id: hash(id) }, { data, verlooptOp });
      }),
    remove: (id) =>
      guarded(async () => {
        await sessions.deleteOne({ _id: hash(id) });
      }),
  };
}

const hash = (id: string) => createHash('sha256').update(id).digest('hex');
