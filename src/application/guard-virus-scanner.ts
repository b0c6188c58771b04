import type { CircuitBreaker } from './ports/circuit-breaker.ts';
import type { VirusScanner } from './ports/virus-scanner.ts';

/** The same scanner with a circuit before it: one that hangs costs its patience a few times, not for every document. */
export const guardVirusScanner = (scanner: VirusScanner, circuit: CircuitBreaker): VirusScanner => ({
  ...scanner,
  scan: (bytes) => circuit.run(() => scanner.scan(bytes)),
});
