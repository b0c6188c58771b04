/** What is remembered of a browser. No personal data but the gebruikersnaam. */
export interface SessionData {
  /** Account that logged in; absent for what was only said to a visitor. */
  readonly gebruikersnaam?: string | undefined;
  /** What the account was when it logged in (`Accounts.kenmerk`). */
  readonly kenmerk?: string | undefined;
  /** Kind of browser, `Firefox op Windows`. */
  readonly apparaat?: string | undefined;
  readonly begonnenOp: Date;
  /** Of the last use that was written down; they are some minutes apart. */
  readonly gebruiktOp: Date;
  /** What the screens keep besides. */
  readonly inhoud: Readonly<Record<string, unknown>>;
}

export interface OpenSession extends Omit<SessionData, 'inhoud'> {
  /** Names it among those of the account; of no use as a cookie. */
  readonly nummer: string;
}

/** Sessions of the screens. `id` is the secret in the cookie: a store SHALL keep no more than a hash of it. */
export interface SessionStore {
  /** Undefined when there is none or it has expired. */
  find(id: string): Promise<SessionData | undefined>;
  add(id: string, data: SessionData, expiresAt: Date): Promise<void>;
  /** One that was removed meanwhile stays removed: who logged out is not logged in again by a slower request. */
  replace(id: string, data: SessionData, expiresAt: Date): Promise<void>;
  remove(id: string): Promise<void>;
  /** Those of one account that have not expired, last used first. */
  list(gebruikersnaam: string): Promise<OpenSession[]>;
  /** Ends one session of the account, or all of them; answers how many there were. */
  end(gebruikersnaam: string, nummer?: string): Promise<number>;
  /** `nummer` of the session with this id. */
  nummerOf(id: string): string;
}
