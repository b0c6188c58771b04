import { Failure, transient } from './failure.ts';

/** The work was not tried at all: a system outside fails, and it is left alone for a while. */
export const CIRCUIT_OPEN = 'circuit-open';

export function circuitOpen(system: string, retryMs: number): Failure {
  return transient(CIRCUIT_OPEN, `${system} is left alone after repeated failures; it is tried again by itself`, {
    facts: { system, retryMs },
  });
}

/**
 * How long work that met an open circuit should wait, in milliseconds; undefined for every other failure. A failure
 * about several pieces of work carries the first one's as its cause.
 */
export function circuitWaitMs(failure: unknown): number | undefined {
  if (!(failure instanceof Failure)) return undefined;
  if (failure.code === CIRCUIT_OPEN) return Number(failure.facts['retryMs']);
  return circuitWaitMs(failure.cause);
}
