import { randomBytes } from 'node:crypto';
import cookie from '@fastify/cookie';
import session from '@fastify/session';
import type { FastifyInstance, Session } from 'fastify';
import type { Clock } from '#application/ports/clock.ts';
import type { SessionData, SessionStore } from '#application/ports/session-store.ts';
import { addCsrfTokens } from './csrf.ts';

declare module 'fastify' {
  interface Session {
    /** Who is logged in; absent before. */
    gebruikersnaam?: string;
    /** Milliseconds since 1970 of the login, or of the first visit. */
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
/** A visitor who has not logged in needs no more than the time to type a password. */
const ANONYMOUS = HOUR;
/** Each request prolongs the session, but one write per this time is enough. */
const SAVE_EVERY = 5 * 60_000;

export interface SessionDeps {
  readonly sessions: SessionStore;
  readonly clock: Clock;
  readonly secure: boolean;
}

/** Sessions on the server; the browser holds a random id and nothing else. Together with the CSRF token of each session. */
export async function addSessions(app: FastifyInstance, { sessions, clock, secure }: SessionDeps): Promise<void> {
  await app.register(cookie);
  await app.register(session, {
    // The id is 256 random bits and is looked up by its hash: a signature would add a secret to keep and no safety.
    secret: { sign: (id) => id, unsign: (id) => ({ valid: /^[\w-]{43}$/.test(id), renew: false, value: id }) },
    idGenerator: () => randomBytes(32).toString('base64url'),
    // The prefix makes browsers refuse a cookie of this name that a neighbouring host or plain HTTP tries to set.
    cookieName: secure ? '__Host-intake' : 'intake',
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

interface Kept {
  readonly session: SessionData;
  readonly savedAt: number;
}

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
    const kept = (await sessions.find(id)) as Kept | undefined;
    if (kept === undefined) return null;
    // `opgeslagen` and `bekend` are for `save` below; the plugin carries them along untouched.
    return { ...kept.session, opgeslagen: kept.savedAt, bekend: JSON.stringify(kept.session) } as never;
  }

  async function save(id: string, value: Session): Promise<void> {
    const now = clock.now().getTime();
    const { cookie: _cookie, opgeslagen, bekend, ...rest } = { ...value } as Record<string, unknown>;
    const begonnen = typeof rest['begonnen'] === 'number' ? rest['begonnen'] : now;
    const data = { ...rest, begonnen };
    if (bekend === JSON.stringify(data) && typeof opgeslagen === 'number' && now - opgeslagen < SAVE_EVERY) return;
    const idle = rest['gebruikersnaam'] === undefined ? ANONYMOUS : IDLE;
    const expiresAt = new Date(Math.min(now + idle, begonnen + ABSOLUTE));
    const isKnown = typeof opgeslagen === 'number';
    await sessions[isKnown ? 'replace' : 'add'](id, { session: data, savedAt: now }, expiresAt);
  }
}
