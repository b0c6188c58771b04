import { createHash } from 'node:crypto';
import type { Connection, mongo } from 'mongoose';
import type { Clock } from '#application/ports/clock.ts';
import type { SessionData, SessionStore } from '#application/ports/session-store.ts';
import { guarded } from './connection.ts';
import { defineModel } from './models.ts';

interface SessionDocument extends SessionData {
  /** SHA-256 of the id: whoever reads the database cannot log in with what stands there. */
  _id: string;
  verlooptOp: Date;
}

/** One person has a handful. */
const MOST_LISTED = 200;

export function createSessionRepository(connection: Connection, clock: Clock): SessionStore {
  const sessions = defineModel<SessionDocument>(connection, 'sessions', [
    [{ verlooptOp: 1 }, { expireAfterSeconds: 0 }],
    [{ gebruikersnaam: 1, gebruiktOp: -1 }, { sparse: true }],
  ]).collection as unknown as mongo.Collection<SessionDocument>;

  return {
    find: (id) =>
      guarded(async () => {
        const found = await sessions.findOne({ _id: hash(id) });
        // The server removes expired ones about once a minute: until then they are here, but no longer valid.
        if (found === null || found.verlooptOp <= clock.now()) return undefined;
        const { _id, verlooptOp: _verlooptOp, ...data } = found;
        return data;
      }),
    add: (id, data, verlooptOp) =>
      guarded(async () => {
        await sessions.replaceOne({ _id: hash(id) }, toDocument(data, verlooptOp), { upsert: true });
      }),
    replace: (id, data, verlooptOp) =>
      guarded(async () => {
        await sessions.replaceOne({ _id: hash(id) }, toDocument(data, verlooptOp));
      }),
    remove: (id) =>
      guarded(async () => {
        await sessions.deleteOne({ _id: hash(id) });
      }),
    list: (gebruikersnaam) =>
      guarded(async () => {
        const open = { gebruikersnaam, verlooptOp: { $gt: clock.now() } };
        const found = await sessions.find(open, { sort: { gebruiktOp: -1 }, limit: MOST_LISTED }).toArray();
        return found.map(({ _id, verlooptOp: _verlooptOp, inhoud: _inhoud, ...rest }) => ({
          ...rest,
          nummer: toNummer(_id),
        }));
      }),
    end: (gebruikersnaam, nummer) =>
      guarded(async () => {
        const own = await sessions.find({ gebruikersnaam }, { projection: { _id: 1 } }).toArray();
        const ended = own.map(({ _id }) => _id).filter((id) => nummer === undefined || toNummer(id) === nummer);
        return ended.length === 0 ? 0 : (await sessions.deleteMany({ _id: { $in: ended } })).deletedCount;
      }),
    nummerOf: (id) => toNummer(hash(id)),
  };
}

const hash = (id: string) => createHash('sha256').update(id).digest('hex');
const toNummer = (_id: string) => _id.slice(0, 12);

/** Without the fields that say nothing: the index is over those that have an account. */
const toDocument = (data: SessionData, verlooptOp: Date) =>
  Object.fromEntries(Object.entries({ ...data, verlooptOp }).filter(([, value]) => value !== undefined)) as Omit<
    SessionDocument,
    '_id'
  >;
