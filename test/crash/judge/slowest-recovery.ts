import type { Injected } from '../faults/inject.ts';
import type { Sent } from '../traffic/sent-log.ts';
import { STILTE_SECONDEN } from '../world/crash-config.ts';

export interface Recovery {
  readonly ms: number;
  readonly fault: string;
}

/**
 * How long the slowest message took after a fault was mended: of what was sent before that moment and came to its end
 * after it, the time in between. The silence that a conversation waits for is not counted. With several faults before
 * its end, the last one counts.
 */
export function slowestRecovery(
  sent: readonly Sent[],
  settledAt: ReadonlyMap<string, number>,
  faults: readonly Injected[],
): Recovery {
  const healed = faults
    .filter(({ missed }) => missed === undefined)
    .sort((one, other) => other.healedAt - one.healedAt);
  let slowest: Recovery = { ms: 0, fault: '' };
  for (const { alias, kind, at } of sent) {
    const end = settledAt.get(alias);
    const due = kind.startsWith('whatsapp/') ? at + STILTE_SECONDEN * 1_000 : at;
    const last = end === undefined ? undefined : healed.find(({ healedAt }) => healedAt <= end);
    if (end === undefined || last === undefined || due > last.healedAt) continue;
    const ms = Math.round(end - last.healedAt);
    if (ms > slowest.ms) slowest = { ms, fault: last.fault.kind };
  }
  return slowest;
}
