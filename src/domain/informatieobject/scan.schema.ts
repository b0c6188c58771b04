import { z } from 'zod';

/**
 * Wat de virusscanner van een document zei. Staat naast het register; zonder scanner ontbreekt het.
 * - `schoon`        nothing was found;
 * - `besmet`        a virus was found in it, or in what came out of it: its bytes are never served;
 * - `niet-gescand`  could not be scanned (`reden`): served, with a visible mark.
 */
export const scanSchema = z.strictObject({
  uitslag: z.enum(['schoon', 'besmet', 'niet-gescand']),
  /** Name of the signature that matched, as the scanner gives it. */
  kenmerk: z.string().min(1).max(200).optional(),
  reden: z.enum(['te-groot', 'scanner-weg', 'niet-te-scannen']).optional(),
  op: z.date(),
});
export type Scan = z.infer<typeof scanSchema>;

export const isBesmet = (scan: Scan | undefined): boolean => scan?.uitslag === 'besmet';
