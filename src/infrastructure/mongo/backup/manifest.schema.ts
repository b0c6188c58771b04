import { z } from 'zod';

/** What a backup holds: written last, so that a folder without it is no backup. */
export const manifestSchema = z.strictObject({
  soort: z.literal('klantcontact-intake-backup'),
  versie: z.literal(1),
  begonnenOp: z.iso.datetime(),
  klaarOp: z.iso.datetime(),
  verzamelingen: z.array(
    z.strictObject({
      naam: z.string().regex(/^[a-z][a-z.]{0,60}$/),
      documenten: z.int().min(0),
      bytes: z.int().min(0),
      sha256: z.string().regex(/^[0-9a-f]{64}$/),
    }),
  ),
});
export type Manifest = z.infer<typeof manifestSchema>;
export type Verzameling = Manifest['verzamelingen'][number];

export const MANIFEST = 'manifest.json';
export const fileOf = (naam: string) => `${naam}.bson`;
