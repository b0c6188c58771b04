import type { FormFault } from '#application/ports/form-intake.ts';
import { findBadKey } from '#domain/text/json-keys.ts';
import { hasMoreValues } from '#domain/text/json-size.ts';
import { keyFault, toFaults } from './form.faults.ts';
import { formReferencesSchema, formSchema, type Form, type FormReferences } from './form.schema.ts';

export type ParsedForm =
  | { readonly ok: true; readonly form: Form; readonly contents: unknown }
  /** `references`: absent when the bytes are no group of fields at all. */
  | { readonly ok: false; readonly faults: readonly FormFault[]; readonly references?: FormReferences };

/** A form with twenty persons and twenty subjects, everything filled in, has some eight hundred. */
const MOST_VALUES = 10_000;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the bytes of a form; what is wrong comes back all at once. `contents` is the JSON value before any default. */
export function parseForm(raw: Uint8Array): ParsedForm {
  if (hasMoreValues(raw, MOST_VALUES)) {
    const reason = `Het formulier heeft meer dan ${MOST_VALUES} waarden.`;
    return { ok: false, faults: [{ name: '', code: 'too_large', reason }] };
  }
  const badKey = findBadKey(raw);
  if (badKey !== undefined) return { ok: false, faults: [keyFault(badKey)] };
  const contents = readJson(raw);
  if (contents === undefined) {
    return { ok: false, faults: [{ name: '', code: 'parse_error', reason: 'De inhoud is geen JSON in UTF-8.' }] };
  }
  const parsed = formSchema.safeParse(contents, { reportInput: true });
  if (parsed.success) return { ok: true, form: parsed.data, contents };
  const references = formReferencesSchema.safeParse(contents);
  const faults = toFaults(parsed.error.issues);
  return { ok: false, faults, ...(references.success ? { references: references.data } : {}) };
}

function readJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(raw)) as unknown;
  } catch {
    return undefined;
  }
}
