import type { RateLimitStore } from '../ports/rate-limit-store.ts';
import { createSlowLane, type SlowLaneTimes } from './slow-lane.ts';

export interface LoginLimitSettings extends Partial<SlowLaneTimes> {
  /** Wrong passwords within five minutes: of strangers for one account, and of one known device. */
  readonly perAccount: number;
  /** Wrong passwords within five minutes from one address. */
  readonly perAddress: number;
}

export interface LoginAttempt {
  readonly gebruikersnaam: string;
  /** See `addressBlock`. */
  readonly address: string;
  /** The known device of this account that it comes from; absent: a stranger's. */
  readonly device: string | undefined;
}

export type Admission =
  { readonly kind: 'admitted'; takeBack(): Promise<void> } | { readonly kind: 'wait'; readonly seconds: number };

/**
 * Counts an attempt before its password is looked at, so that many at once do not slip by; `takeBack` when it was right.
 * What strangers do never counts for a known device, neither by account nor by address; strangers over a limit are slowed,
 * not shut out.
 */
export type LoginLimits = (attempt: LoginAttempt) => Promise<Admission>;

const WINDOW = 5 * 60_000;
const DEFAULTS = { perAccount: 20, perAddress: 60, slowMs: 1_000, patienceMs: 20_000 };

export function createLoginLimits(store: RateLimitStore, settings: Partial<LoginLimitSettings> = {}): LoginLimits {
  const { perAccount, perAddress, ...times } = { ...DEFAULTS, ...settings };
  const lane = createSlowLane(store, times);

  return async ({ gebruikersnaam, address, device }) => {
    if (device !== undefined) {
      const key = `login toestel ${device}`;
      const { count, msLeft } = await store.add(key, 1, WINDOW);
      return count > perAccount ? waitFor(msLeft) : admitted(key);
    }
    const [account, adres] = [`login account ${gebruikersnaam}`, `login adres ${address}`];
    const ofAccount = await store.add(account, 1, WINDOW);
    const ofAddress = await store.add(adres, 1, WINDOW);
    const clean = ofAddress.count <= perAddress;
    const slowed = ofAccount.count > perAccount ? account : clean ? undefined : adres;
    if (slowed === undefined || (await lane.enter(slowed, { address, clean }))) return admitted(account, adres);
    // The window of a limit that strangers keep full says nothing about when there is a turn.
    return waitFor(Math.min(ofAccount.msLeft, times.patienceMs));
  };

  function admitted(...keys: readonly string[]): Admission {
    return {
      kind: 'admitted',
      takeBack: async () => {
        for (const key of keys) await store.add(key, -1, WINDOW);
      },
    };
  }
}

const waitFor = (ms: number): Admission => ({ kind: 'wait', seconds: Math.max(1, Math.ceil(ms / 1_000)) });
