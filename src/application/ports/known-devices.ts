/**
 * Browsers on which a colleague logged in before. A device is known for one account by a secret in its cookie; a store
 * SHALL keep no more than a hash of it. Throws transient Failures.
 */
export interface KnownDevices {
  /** The one of these secrets that belongs to this account. */
  find(secrets: readonly string[], gebruikersnaam: string): Promise<string | undefined>;
  /** Also takes the place of `former`, if there is one. Of an account the last twenty are kept. */
  remember(secret: string, gebruikersnaam: string, expiresAt: Date, former: string | undefined): Promise<void>;
  /** Every device of this account is a stranger again. */
  forget(gebruikersnaam: string): Promise<void>;
}
