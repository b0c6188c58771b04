import { createScanDocument } from '#application/scan-document.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import type { VirusscannerConfig } from './config/virusscanner.schema.ts';
import type { Tools } from './tools.ts';

/** Nothing when no scanner is configured: then nothing is scanned and nothing is marked. */
export function createVirusScanning(config: VirusscannerConfig | undefined, { clock, metrics, log }: Tools) {
  if (config === undefined) return undefined;
  const scanner = createClamdScanner({ clamd: config.clamd, timeoutMs: config.geduldSeconden * 1_000 });
  return { scanner, scanDocument: createScanDocument({ scanner, whenAway: config.bijStoring, clock, metrics, log }) };
}
