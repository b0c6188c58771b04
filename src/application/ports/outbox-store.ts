import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';

/** Mail of ours that was committed with what caused it (`TaakChange.uitgaand`) and must leave. */
export interface OutboxStore {
  find(uuid: string): Promise<Uitgaand | undefined>;
  /**
   * Takes an open mail to send it, for this process alone until `until`, and counts the attempt. Undefined when it is
   * not open any more or when somebody else is sending it.
   */
  take(uuid: string, now: Date, until: Date): Promise<Uitgaand | undefined>;
  /** Keeps it for this process until then: sending takes longer than was thought. */
  keep(uuid: string, until: Date): Promise<void>;
  /** Gives it back after an attempt that failed. */
  giveBack(uuid: string): Promise<void>;
  /** From `open` only. */
  markSent(uuid: string, at: Date): Promise<void>;
  /** From `open` only; `reden` is a failure code. */
  markFailed(uuid: string, reden: string): Promise<void>;
  /** Open mail written before `before`, oldest first. */
  listOpen(before: Date, limit: number): Promise<{ uuid: string }[]>;
}
