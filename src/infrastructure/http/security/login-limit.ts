import type { HttpSettings } from '../http-settings.ts';
import { tooMany } from './rate-limits.ts';

const WINDOW = 5 * 60_000;
/** Accounts and addresses remembered at once; the oldest go first. */
const REMEMBERED = 20_000;

export interface LoginLimit {
  /** Counts an attempt before its password is looked at, so that many at once do not slip by. Throws 429. */
  begin(gebruikersnaam: string, address: string): void;
  /** Takes the attempt back: it was right, and nobody is shut out by working. */
  succeed(gebruikersnaam: string, address: string): void;
}

interface Attempts {
  count: number;
  readonly since: number;
}

/** Failed logins of the last five minutes, per account and per address. Per process: two processes allow twice as many. */
export function createLoginLimit({ loginLimits }: HttpSettings, now: () => number = Date.now): LoginLimit {
  const { perAccount = 20, perAddress = 60 } = loginLimits ?? {};
  const attempts = new Map<string, Attempts>();
  const limits = (gebruikersnaam: string, address: string) =>
    [
      [`account ${gebruikersnaam.toLowerCase().slice(0, 80)}`, perAccount],
      [`adres ${address}`, perAddress],
    ] as const;

  return {
    begin(gebruikersnaam, address) {
      const counted = limits(gebruikersnaam, address).map(([key, most]) => ({ current: current(key), most }));
      const full = counted.find(({ current: { count }, most }) => count >= most);
      if (full !== undefined) throw tooMany((full.current.since + WINDOW - now()) / 1_000);
      for (const { current: attempt } of counted) attempt.count += 1;
    },
    succeed(gebruikersnaam, address) {
      for (const [key] of limits(gebruikersnaam, address)) current(key).count -= 1;
    },
  };

  function current(key: string): Attempts {
    const known = attempts.get(key);
    if (known !== undefined && known.since + WINDOW > now()) return known;
    const fresh = { count: 0, since: now() };
    attempts.delete(key);
    attempts.set(key, fresh);
    const [oldest] = attempts.keys();
    if (attempts.size > REMEMBERED && oldest !== undefined) attempts.delete(oldest);
    return fresh;
  }
}
