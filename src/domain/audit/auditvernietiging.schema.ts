import { z } from 'zod';
import { sha256Schema } from './sha256.schema.ts';

/**
 * The lines of every block up to and including one were destroyed, by the retention rule for the log and nothing else.
 * The hash of that block stands for exactly these lines: it covers its own and, through the chain, all before it.
 */
export const auditvernietigingSchema = z.strictObject({
  totEnMet: z.int().min(1),
  /** Of block `totEnMet`. */
  hash: sha256Schema,
  /** Uuid of the report (`vernietigingen`) that the run kept. */
  verklaring: z.uuid(),
  door: z.string().min(1).max(200),
  /** The rule as it stood: `bewaren.auditDagen`, and the moment before which a block had to be sealed. */
  dagen: z.int().min(1),
  voor: z.date(),
});
export type Auditvernietiging = z.infer<typeof auditvernietigingSchema>;

/** How destruction was said before it was a block of its own: a line of the log, honoured in blocks without a key alone. */
export const OUDE_VERNIETIGING = /^auditregels vernietigd tot en met blok ([1-9][0-9]{0,8})$/;
