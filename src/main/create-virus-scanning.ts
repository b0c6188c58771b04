import { guardVirusScanner } from '#application/guard-virus-scanner.ts';
import type { CircuitBreaker } from '#application/ports/circuit-breaker.ts';
import { createScanDocument } from '#application/scan-document.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import type { VirusscannerConfig } from './config/virusscanner.schema.ts';
import type { Tools } from './tools.ts';

/** Nothing when no scanner is configured: then nothing is scanned and nothing is marked. */
export function createVirusScanning(
  config: VirusscannerConfig | undefined,
  circuit: CircuitBreaker | undefined,
  { clock, metrics, log }: Tools,
) {
  if (config === undefined) return undefined;
  const clamd = createClamdScanner({ clamd: config.clamd, timeoutMs: config.geduldSeconden * 1_000 });
  const scanner = circuit === undefined ? clamd : guardVirusScanner(clamd, circuit);
  return { scanner, scanDocument: createScanDocument({ scanner, whenAway: config.bijStoring, clock, metrics, log }) };
}
