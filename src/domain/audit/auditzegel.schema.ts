import { z } from 'zod';

const sha256Schema = z.string().regex(/^[0-9a-f]{64}$/);

/**
 * One block of the chain that proves that the audit log is whole: the hashes of its entries, in order, tied to the
 * block before it. The entries themselves stay as they were written.
 */
export const auditzegelSchema = z.strictObject({
  /** Place in the chain, from 1 without gaps. */
  blok: z.int().min(1),
  /** Hash of the block before it; of the first block 64 zeros. */
  vorige: sha256Schema,
  /** Over the number, the hash before it and every line. */
  hash: sha256Schema,
  gezegeldOp: z.date(),
  regels: z.array(z.strictObject({ uuid: z.uuid(), hash: sha256Schema })).min(1),
});
export type Auditzegel = z.infer<typeof auditzegelSchema>;

/** What stands before the first block. */
export const BEGIN = '0'.repeat(64);

/** Said in the log itself when entries up to and including this block were destroyed by their retention period. */
export const auditDestroyed = (blok: number) => `auditregels vernietigd tot en met blok ${blok}`;
export const AUDIT_DESTROYED = /^auditregels vernietigd tot en met blok ([1-9][0-9]{0,8})$/;
