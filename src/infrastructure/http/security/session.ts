import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import type { FastifyInstance, Session } from 'fastify';
import type { Clock } from '#application/ports/clock.ts';
import type { SessionStore } from '#application/ports/session-store.ts';
import { addCsrfTokens } from './csrf.ts';

declare module 'fastify' {
  interface Session {
    /** Who is logged in; absent before. */
    gebruikersnaam?: string;
    /** What the account was at its login: with another password it is another. */
    kenmerk?: string;
    /** Kind of browser. */
    apparaat?: string;
    /** Milliseconds since 1970 of the login. */
    begonnen?: number;
    /** Said once on the next page. */
    melding?: string;
  }
}

const HOUR = 3_600_000;
/** Without a request for this long a session ends. */
const IDLE = 8 * HOUR;
/** A working day: after this the password is asked again, whatever happened. */
const ABSOLUTE = 12 * HOUR;
/** Each request prolongs the session, but one write per this time is enough. */
const SAVE_EVERY = 5 * 60_000;

export interface SessionDeps {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly secure: boolean;
}

/** The prefix makes browsers refuse a cookie of this name that a neighbouring host or plain HTTP tries to set. */
export const cookieNameOf = (name: string, secure: boolean) => (secure ? `__Host-${name}` : name);

/**
 * Sessions on the server; the browser holds a random id and nothing else. Together with the CSRF token of each session.
 * Who is not logged in has none: looking at the login page leaves nothing behind.
 */
export async function addSessions(app: FastifyInstance, { sessions, clock, secure }: SessionDeps): Promise<void> {
  await app.register(cookie);
  await app.register(session, {
    // The id is 256 random bits and is looked up by its hash: a signature would add a secret to keep and no safety.
    secret: { sign: (id) => id, unsign: (id) => ({ valid: /^[\w-]{43}$/.test(id), renew: false, value: id }) },
    idGenerator: () => randomBytes(32).toString('base64url'),
    cookieName: cookieNameOf('intake', secure),
    cookie: {
      path: '/',
      httpOnly: true,
      sameSite: 'lax',
      maxAge: IDLE,
      // The plugin withholds a cookie that is exactly `true` from a request that came over plain HTTP, which is every
      // request when TLS ends at a proxy. Any other true value is written as `Secure` all the same.
      secure: (secure ? 1 : false) as boolean,
    },
    store: toPluginStore(sessions, clock),
    saveUninitialized: false,
    rolling: true,
  });
  await addCsrfTokens(app);
}

const SAVED_APART = ['gebruikersnaam', 'kenmerk', 'apparaat', 'begonnen'] as const;

function toPluginStore(sessions: SessionStore, clock: Clock): session.SessionStore {
  const settle = <T>(work: Promise<T>, callback: (error: unknown, value?: T) => void) => {
    work.then(
      (value) => {
        callback(null, value);
      },
      (error: unknown) => {
        callback(error);
      },
    );
  };
  return {
    get: (id, callback) => {
      settle(find(id), (error, found) => {
        callback(error, found);
      });
    },
    set: (id, value, callback) => {
      settle(save(id, value), callback);
    },
    destroy: (id, callback) => {
      settle(sessions.remove(id), callback);
    },
  };

  async function find(id: string): Promise<Session | null> {
    const kept = await sessions.find(id);
    if (kept === undefined) return null;
    const { gebruikersnaam, kenmerk, apparaat, begonnenOp, gebruiktOp, inhoud } = kept;
    const fields = withoutAbsent({ ...inhoud, gebruikersnaam, kenmerk, apparaat, begonnen: begonnenOp.getTime() });
    // `opgeslagen` and `bekend` are for `save` below; the plugin carries them along untouched.
    return { ...fields, opgeslagen: gebruiktOp.getTime(), bekend: JSON.stringify(sorted(fields)) } as never;
  }

  async function save(id: string, value: Session): Promise<void> {
    const now = clock.now();
    const { cookie: _cookie, opgeslagen, bekend, ...rest } = { ...value } as Record<string, unknown>;
    const { gebruikersnaam, kenmerk, apparaat, begonnen = now.getTime() } = value;
    const fields = withoutAbsent({ ...rest, begonnen });
    const isKnown = typeof opgeslagen === 'number';
    if (isKnown && bekend === JSON.stringify(sorted(fields)) && now.getTime() - opgeslagen < SAVE_EVERY) return;
    const inhoud = Object.fromEntries(
      Object.entries(fields).filter(([name]) => !(SAVED_APART as readonly string[]).includes(name)),
    );
    const data = { gebruikersnaam, kenmerk, apparaat, begonnenOp: new Date(begonnen), gebruiktOp: now, inhoud };
    const expiresAt = new Date(Math.min(now.getTime() + IDLE, begonnen + ABSOLUTE));
    await sessions[isKnown ? 'replace' : 'add'](id, data, expiresAt);
  }
}

const withoutAbsent = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
const sorted = (fields: Record<string, unknown>) =>
  Object.entries(fields).toSorted(([one], [other]) => (one < other ? -1 : 1));
