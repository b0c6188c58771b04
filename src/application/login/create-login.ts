import type { Accounts } from '../ports/accounts.ts';
import type { KnownDevices } from '../ports/known-devices.ts';
import type { RateLimitStore } from '../ports/rate-limit-store.ts';
import { createFairQueue } from './fair-queue.ts';
import { createLogIn, type LogIn } from './log-in.ts';
import { createLoginAudit, type LoginAudit, type LoginAuditDeps } from './login-audit.ts';
import { createLoginLimits, type LoginLimitSettings } from './login-limits.ts';

export interface Login {
  readonly logIn: LogIn;
  readonly audit: LoginAudit;
}

export interface LoginParts extends LoginAuditDeps {
  readonly accounts: Accounts;
  readonly counts: RateLimitStore;
  readonly devices: KnownDevices;
  readonly limits?: Partial<LoginLimitSettings>;
}

/** A password takes a fifth of a second of a processor: who waits here gets an answer within some five seconds. */
const QUEUE = { atOnce: 2, waiting: 40, perSource: 4 };

/** Logging in, on the stores of this installation. `audit.close` writes what is left. */
export function createLogin({ accounts, counts, devices, limits, ...deps }: LoginParts): Login {
  const audit = createLoginAudit(deps);
  const queue = createFairQueue(QUEUE);
  const { clock } = deps;
  const logIn = createLogIn({ accounts, limits: createLoginLimits(counts, limits), queue, devices, audit, clock });
  return { logIn, audit };
}
