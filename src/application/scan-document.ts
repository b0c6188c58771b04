import { CIRCUIT_OPEN } from '#domain/failure/circuit-open.ts';
import { toFailure, type Failure } from '#domain/failure/failure.ts';
import type { Scan } from '#domain/informatieobject/scan.schema.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { Metrics } from './ports/metrics.ts';
import type { VirusScanner } from './ports/virus-scanner.ts';

/** What the scanner says of these bytes. Throws a transient Failure when it is away and the message has to wait. */
export type ScanDocument = (open: () => Promise<AsyncIterable<Uint8Array>>) => Promise<Scan>;

/** Of a failure that is about one document: the scanner breaks on it, hangs on it, or says that it cannot. */
export const SCAN_REFUSED = 'virus-scan-refused';

/** Whether the scanner itself is in trouble; a document that cannot be read or scanned says nothing of the next one. */
export const isScannerOutage = ({ code }: Failure): boolean => code.startsWith('virus-scanner-');

export interface ScanDocumentDeps {
  readonly scanner: VirusScanner;
  /**
   * When the scanner is away: let the message wait, or let it pass with a mark. What it cannot scan is tried a few times
   * and then parked, or passes with a mark at once.
   */
  readonly whenAway: 'wachten' | 'doorlaten';
  readonly clock: Clock;
  readonly metrics: Pick<Metrics, 'scanned'>;
  readonly log: Log;
}

export function createScanDocument({ scanner, whenAway, clock, metrics, log }: ScanDocumentDeps): ScanDocument {
  return async (open) => {
    const scan = await judge(open);
    metrics.scanned(scan.uitslag);
    return scan;
  };

  async function judge(open: () => Promise<AsyncIterable<Uint8Array>>): Promise<Scan> {
    const op = clock.now();
    try {
      const verdict = await scanner.scan(await open());
      if (verdict.kind === 'clean') return { uitslag: 'schoon', op };
      if (verdict.kind === 'too-large') return { uitslag: 'niet-gescand', reden: 'te-groot', op };
      return { uitslag: 'besmet', kenmerk: verdict.signature.slice(0, 200), op };
    } catch (thrown) {
      const failure = toFailure(thrown);
      const isAway = isScannerOutage(failure) || failure.code === CIRCUIT_OPEN;
      const isRefused = failure.code === SCAN_REFUSED;
      if (whenAway === 'wachten' || !(isAway || isRefused)) throw thrown;
      log.warn({ code: failure.code }, 'document-not-scanned');
      return { uitslag: 'niet-gescand', reden: isRefused ? 'niet-te-scannen' : 'scanner-weg', op };
    }
  }
}
