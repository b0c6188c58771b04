import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import type { VirusscannerConfig } from '../../config/virusscanner.schema.ts';
import type { Check } from './check.ts';

const DEADLINE_MS = 5_000;

/** Whether clamd answers. While it is away messages wait, unless the configuration lets them pass. */
export const checkVirusScanner = ({ clamd }: VirusscannerConfig): Check => ({
  naam: 'virusscanner',
  run: async () => {
    await createClamdScanner({ clamd, timeoutMs: DEADLINE_MS }).ping();
    const where = 'socket' in clamd ? clamd.socket : `${clamd.host}:${clamd.port}`;
    return { oordeel: 'ok', wat: `clamd antwoordt op ${where}` };
  },
});
