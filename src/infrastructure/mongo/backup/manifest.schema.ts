import { z } from 'zod';
import { sha256Schema } from '#domain/audit/sha256.schema.ts';

export const auditKopSchema = z.object({ blok: z.int().min(1), hash: sha256Schema });

/** What a backup holds: written last, so that a folder without it is no backup. */
export const manifestSchema = z.strictObject({
  soort: z.literal('klantcontact-intake-backup'),
  versie: z.literal(1),
  begonnenOp: z.iso.datetime(),
  klaarOp: z.iso.datetime(),
  /** A block of the audit log that was there when the copy began; absent in backups of earlier versions. */
  auditKop: auditKopSchema.optional(),
  verzamelingen: z.array(
    z.strictObject({
      naam: z.string().regex(/^[a-z][a-z.]{0,60}$/),
      documenten: z.int().min(0),
      bytes: z.int().min(0),
      sha256: sha256Schema,
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Verzameling = Manifest['verzamelingen'][number];

export const MANIFEST = 'manifest.json';
export const fileOf = (naam: string) => `${naam}.bson`;
