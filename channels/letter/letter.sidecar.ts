import { toInstant } from '#domain/time/dutch-instant.ts';
import { z } from 'zod';
import { withoutUnseen } from './letter.unseen.ts';

const text = (limit: number) => z.string().transform(withoutUnseen).pipe(z.string().trim().min(1).max(limit));

/** What a scanning street knows of a scan (product.md, "Scans"); every field may be absent. */
const fields = {
  scandatum: z.string().refine((value) => toInstant(value) !== undefined),
  batch: text(200),
  volgnummer: z.union([z.int(), text(50)]),
  geadresseerde: text(200),
  afzender: z.object({
    naam: text(400).optional(),
    adresregel1: text(400).optional(),
    adresregel2: text(400).optional(),
    postcode: text(40).optional(),
    stad: text(255).optional(),
  }),
  onderwerp: text(2_000),
  vertrouwelijk: z.boolean(),
  geenActieNodig: z.boolean(),
};
export const sidecarSchema = z.object(fields).partial();
export type Sidecar = z.infer<typeof sidecarSchema>;

/** Bytes; a larger one is something else that happens to end in `.json`. */
export const LARGEST_SIDECAR = 256 * 1024;

/**
 * The sidecar, field by field: what cannot be read is left out, `isBroken` says so, and the letter goes on. A
 * `vertrouwelijk` that cannot be understood counts as true: the other mistake cannot be undone.
 */
export function readSidecar(bytes: Uint8Array): { sidecar: Sidecar; isBroken: boolean } {
  const given = toFields(bytes);
  if (given === undefined) return { sidecar: {}, isBroken: true };
  const sidecar: Record<string, unknown> = {};
  let isBroken = false;
  for (const [name, schema] of Object.entries(fields)) {
    const value = withoutEmpty(Object.hasOwn(given, name) ? given[name] : undefined);
    if (value === undefined) continue;
    const parsed = schema.safeParse(value);
    if (parsed.success) sidecar[name] = parsed.data;
    else if (name === 'vertrouwelijk') sidecar[name] = true;
    isBroken ||= !parsed.success;
  }
  return { sidecar, isBroken };
}

function toFields(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

const isEmpty = (value: unknown) => value === null || (typeof value === 'string' && value.trim() === '');

/** `null` and `""` are how many programs write that they do not know; also in the fields of a field, and no deeper. */
function withoutEmpty(value: unknown): unknown {
  if (isEmpty(value)) return undefined;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).filter(([, part]) => !isEmpty(part)));
}
