import { randomBytes } from 'node:crypto';
import type { Medewerker } from '#domain/actor/medewerker.ts';
import type { Accounts } from '../ports/accounts.ts';
import type { Clock } from '../ports/clock.ts';
import type { KnownDevices } from '../ports/known-devices.ts';
import { addressBlock } from './address-block.ts';
import { FULL, type FairQueue } from './fair-queue.ts';
import type { LoginAudit } from './login-audit.ts';
import type { LoginLimits } from './login-limits.ts';

export interface LoginForm {
  readonly gebruikersnaam: string;
  readonly wachtwoord: string;
  readonly adres: string;
  /** Secrets of the cookie that this browser keeps. */
  readonly toestellen: readonly string[];
}

export type LoginOutcome =
  | {
      readonly kind: 'welcome';
      readonly medewerker: Medewerker;
      /** The device's new secret for this account, in the place of `toestelWas`. */
      readonly toestel: string;
      readonly toestelWas: string | undefined;
    }
  | { readonly kind: 'wrong' }
  /** Too many wrong ones. */
  | { readonly kind: 'wait'; readonly seconds: number }
  /** So many passwords wait to be looked at that there is no place for another. */
  | { readonly kind: 'busy'; readonly seconds: number };

/**
 * Whether somebody may come in. What it costs to look at a password is bounded and shared fairly, strangers never shut a
 * colleague out, and nobody comes in or is refused without its line in the audit log: throws a transient Failure then.
 */
export type LogIn = (form: LoginForm) => Promise<LoginOutcome>;

export interface LogInDeps {
  readonly accounts: Accounts;
  readonly limits: LoginLimits;
  readonly queue: FairQueue;
  readonly devices: KnownDevices;
  readonly audit: LoginAudit;
  readonly clock: Clock;
}

const BUSY_SECONDS = 5;
const DAY = 86_400_000;
/** A device that nobody logged in on for so long is a stranger again. */
export const DEVICE_DAYS = 180;

export function createLogIn({ accounts, limits, queue, devices, audit, clock }: LogInDeps): LogIn {
  return async ({ gebruikersnaam, wachtwoord, adres, toestellen }) => {
    const known = accounts.find(gebruikersnaam)?.gebruikersnaam;
    const from = { gebruikersnaam: known, adres };
    const device = await devices.find(toestellen, gebruikersnaam);
    const address = addressBlock(adres);
    const admission = await limits({ gebruikersnaam, address, device });
    if (admission.kind === 'wait') {
      await audit.refused('inloggen-uitgesteld', from);
      return admission;
    }
    const turn = { source: device ?? address, first: device !== undefined };
    const medewerker = await queue(turn, () => accounts.authenticate(gebruikersnaam, wachtwoord));
    if (medewerker === FULL) {
      await admission.takeBack();
      await audit.refused('inloggen-uitgesteld', from);
      return { kind: 'busy', seconds: BUSY_SECONDS };
    }
    if (medewerker === undefined) {
      await audit.refused('inloggen-geweigerd', from);
      return { kind: 'wrong' };
    }
    const isNew = device === undefined;
    await audit.write(isNew ? ['ingelogd', 'toestel-bekend'] : ['ingelogd'], { ...from, gebruikersnaam });
    await admission.takeBack();
    // A new secret each time: whoever knew the one before, or put it there, knows nothing of this one.
    const toestel = randomBytes(32).toString('base64url');
    const expiresAt = new Date(clock.now().getTime() + DEVICE_DAYS * DAY);
    await devices.remember(toestel, gebruikersnaam, expiresAt, device);
    return { kind: 'welcome', medewerker, toestel, toestelWas: device };
  };
}
