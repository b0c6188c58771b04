import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';

/** Who may log in. */
export interface Accounts {
  /**
   * The colleague, if the password is right. An unknown name takes as long as a wrong password. Each takes tens of
   * megabytes and a fifth of a second of a processor: whoever asks for strangers bounds how many there are at once.
   */
  authenticate(gebruikersnaam: string, wachtwoord: string): Promise<Medewerker | undefined>;
  /** As configured now; undefined for an account that was taken away. */
  find(gebruikersnaam: string): Medewerker | undefined;
  /** Another one after the password changed: what was proved with the one before is worth nothing. Says nothing of it. */
  kenmerk(gebruikersnaam: string): string | undefined;
  /** By name. */
  list(): readonly Medewerker[];
}

export type Recht = 'lezen' | 'schrijven';

/** What one program may do. */
export interface AccessToken {
  readonly naam: string;
  readonly rechten: readonly Recht[];
  /** Codes of the units whose work it sees and touches; absent: every unit. */
  readonly eenheden?: readonly string[];
  /** Ways in whose contacts it sees; absent: all of them. */
  readonly kanalen?: readonly KanaalSleutel[];
  /** Whether it sees what is `vertrouwelijk`. */
  readonly vertrouwelijk: boolean;
  /** Accounts in whose name it may act; absent: those of its units, and never an operator. */
  readonly namens?: readonly string[];
  /** From this moment on it is no token any more. */
  readonly verlooptOp?: Date;
  /** Requests in a minute. */
  readonly perMinuut: number;
}

/** Programs that may use our edges. */
export interface AccessTokens {
  /** What the token may do, if it is one now. The comparison takes constant time. */
  find(token: string): AccessToken | undefined;
}
