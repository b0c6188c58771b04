import type { CircuitStatus } from './circuit-breaker.ts';

/** Where the processes of one installation see each other's circuits: the one that sends mail often has no screen. */
export interface CircuitBoard {
  /** What this process says from now on; an empty list takes its say back. */
  publish(process: string, circuits: readonly CircuitStatus[], now: Date): Promise<void>;
  /** What processes said within the last `maxAgeMs`: one that died is not believed for ever. */
  read(now: Date, maxAgeMs: number): Promise<CircuitStatus[]>;
}
