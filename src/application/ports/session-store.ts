/** What is remembered of a browser. No personal data but the gebruikersnaam. */
export type SessionData = Readonly<Record<string, unknown>>;

/** Sessions of the screens. `id` is the secret in the cookie: a store SHALL keep no more than a hash of it. */
export interface SessionStore {
  /** Undefined when there is none or it has expired. */
  find(id: string): Promise<SessionData | undefined>;
  add(id: string, data: SessionData, expiresAt: Date): Promise<void>;
  /** One that was removed meanwhile stays removed: who logged out is not logged in again by a slower request. */
  replace(id: string, data: SessionData, expiresAt: Date): Promise<void>;
  remove(id: string): Promise<void>;
}
