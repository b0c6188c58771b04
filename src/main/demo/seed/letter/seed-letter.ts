import type { Seed } from '../seed.ts';

/** One scan as the scanning street delivers it in `in/`, with what stands beside it. */
export interface SeedLetter extends Seed {
  readonly channel: 'letter';
  readonly bestandsnaam: string;
  readonly bytes: Uint8Array;
  /** Contents of `<naam>.json` (product.md, "Scans"). */
  readonly sidecar?: Readonly<Record<string, unknown>>;
}
