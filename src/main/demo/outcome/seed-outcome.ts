import type { MessageSummary } from '#application/ports/message-store.ts';
import type { Seed } from '../seed/seed.ts';

/** What became of one seed, as seen from outside. */
export interface SeedOutcome {
  readonly seed: Seed;
  /** Its messages in the ledger; fewer than `seed.terms` when some have not arrived. */
  readonly messages: readonly MessageSummary[];
  /** Every one of them was accepted by an earlier run. */
  readonly isKnown: boolean;
  readonly klantcontacten: number;
  /** Codes of the eenheden that have its taken, sorted. */
  readonly naar: readonly string[];
  /** In what it differs from its expectation; empty when all is well. */
  readonly verschillen: readonly string[];
}

export const uuidsOf = (messages: readonly MessageSummary[], field: 'klantcontacten' | 'internetaken'): string[] => [
  ...new Set(messages.flatMap((message) => message[field].map(({ uuid }) => uuid))),
];
