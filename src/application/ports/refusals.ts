import type { LogFacts } from './log.ts';

/** Counts what strangers may cause as often as they like, so that no stranger decides how much is written. */
export interface Refusals {
  /**
   * One more of this kind. `event` and `facts` are ours alone (codes, patterns of routes), never what somebody sent:
   * together they are the kind. The first of a kind is written to the log at once; what follows within a minute becomes
   * one line with its `count` and `since` (ISO 8601). Every one of them counts in the metrics.
   */
  note(event: string, facts?: LogFacts): void;
  /** Writes what is still being counted. */
  flush(): void;
}
