import type { Medewerker } from '#domain/actor/medewerker.ts';

/** Who may log in. */
export interface Accounts {
  /** The colleague, if the password is right. An unknown name takes as long as a wrong password. */
  authenticate(gebruikersnaam: string, wachtwoord: string): Promise<Medewerker | undefined>;
  /** As configured now; undefined for an account that was taken away. */
  find(gebruikersnaam: string): Medewerker | undefined;
  /** By name. */
  list(): readonly Medewerker[];
}

export type Recht = 'lezen' | 'schrijven';

/** Programs that may use our edges. */
export interface AccessTokens {
  /** Name and rights of the token, if it is one. The comparison takes constant time. */
  find(token: string): { readonly naam: string; readonly rechten: readonly Recht[] } | undefined;
}
