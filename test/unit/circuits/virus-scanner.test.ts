import { describe, expect, it } from 'vitest';
import { circuitWaitMs } from '#domain/failure/circuit-open.ts';
import { transient } from '#domain/failure/failure.ts';
import { guardVirusScanner } from '#application/guard-virus-scanner.ts';
import { createScanDocument, isScannerOutage } from '#application/scan-document.ts';
import { createCircuitBreaker } from '#infrastructure/circuits/circuit-breaker.ts';
import { noMetrics, silentLog as log } from '#test/support/spine/create-spine.ts';

const clock = { now: () => new Date('2026-11-20T09:15:00Z') };

async function* noBytes(): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
}

/** A scanner that hangs, behind a circuit that opens after two failures. */
function hangingScanner() {
  let asked = 0;
  const hanging = () => {
    asked += 1;
    return Promise.reject(transient('virus-scanner-timeout', 'clamd took too long'));
  };
  const settings = { threshold: 2, coolDownMs: 60_000, log, clock };
  const circuit = createCircuitBreaker({ ...settings, system: 'virusscanner', counts: isScannerOutage });
  return { scanner: guardVirusScanner({ scan: hanging, ping: hanging }, circuit), asked: () => asked };
}

const scanWith = (scanner: ReturnType<typeof hangingScanner>['scanner'], whenAway: 'wachten' | 'doorlaten') =>
  createScanDocument({ scanner, whenAway, clock, metrics: noMetrics, log })(() => Promise.resolve(noBytes()));

describe('a virus scanner that hangs', () => {
  it('is asked a few times, and then messages wait without asking it', async () => {
    const { scanner, asked } = hangingScanner();
    for (let place = 0; place < 2; place += 1)
      await expect(scanWith(scanner, 'wachten')).rejects.toMatchObject({ code: 'virus-scanner-timeout' });
    const failure: unknown = await scanWith(scanner, 'wachten').catch((thrown: unknown) => thrown);
    expect(circuitWaitMs(failure)).toBeGreaterThan(0);
    expect(asked()).toBe(2);
  });

  it('lets documents pass with a mark, where that is configured, also when it is no longer asked', async () => {
    const { scanner, asked } = hangingScanner();
    for (let place = 0; place < 5; place += 1)
      expect(await scanWith(scanner, 'doorlaten')).toMatchObject({ uitslag: 'niet-gescand', reden: 'scanner-weg' });
    expect(asked()).toBe(2);
  });
});
