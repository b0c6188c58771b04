import { z } from 'zod';
import { auditvernietigingSchema } from './auditvernietiging.schema.ts';
import { sha256Schema } from './sha256.schema.ts';

/**
 * One block of the chain that proves that the audit log is whole: the hashes of its entries, in order, tied to the
 * block before it. The entries themselves stay as they were written. A block with a `versie` has a hash that only
 * somebody with the key could make; those from before there were keys have a plain one, and none comes after the first
 * that has a key.
 */
export const auditzegelSchema = z.strictObject({
  /** Place in the chain, from 1 without gaps. */
  blok: z.int().min(1),
  /** Hash of the block before it; of the first block 64 zeros. */
  vorige: sha256Schema,
  /** Over everything else in the block; HMAC-SHA256 where there is a key. */
  hash: sha256Schema,
  gezegeldOp: z.date(),
  regels: z.array(z.strictObject({ uuid: z.uuid(), hash: sha256Schema })),
  versie: z.literal(2).optional(),
  /** Which key made the hash: a name for it that says nothing about it. */
  sleutel: z
    .string()
    .regex(/^[0-9a-f]{16}$/)
    .optional(),
  /** Only in the first block with a key, after blocks without: over what no hash of theirs covered (toEerderText). */
  eerder: sha256Schema.optional(),
  /** A block of its own kind, without lines: what it says was destroyed by its retention period. */
  vernietiging: auditvernietigingSchema.optional(),
});
export type Auditzegel = z.infer<typeof auditzegelSchema>;
export type Zegelregel = Auditzegel['regels'][number];

/** A block by its place and its hash: the same words for the head of the chain and for what was written down elsewhere. */
export type Kop = Pick<Auditzegel, 'blok' | 'hash'>;

/** What stands before the first block. */
export const BEGIN = '0'.repeat(64);

/** Lines in a block: as many as fit easily in one document and one round trip. One with fewer took all that waited. */
export const VOL = 1_000;
