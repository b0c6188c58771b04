import { z } from 'zod';

/** clamd, reached over TCP or over a unix socket on the same machine. */
export const virusscannerSchema = z.strictObject({
  clamd: z.union(
    [
      z.strictObject({ host: z.string().min(1), port: z.int().min(1).max(65_535) }),
      z.strictObject({ socket: z.string().min(1) }),
    ],
    { error: 'geef host en port op, of socket' },
  ),
  /** While clamd is away messages wait, or they are registered with the mark that nobody scanned them. */
  bijStoring: z.enum(['wachten', 'doorlaten']).default('wachten'),
  /** Silence of clamd that is too long; by itself it gives up a document after two minutes (MaxScanTime). */
  geduldSeconden: z.int().min(1).max(600).default(180),
});
export type VirusscannerConfig = z.infer<typeof virusscannerSchema>;
