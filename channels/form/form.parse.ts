import type { FormFault } from '#application/ports/form-intake.ts';
import { toFaults } from './form.faults.ts';
import { formSchema, type Form } from './form.schema.ts';

export type ParsedForm =
  | { readonly ok: true; readonly form: Form; readonly contents: unknown }
  | { readonly ok: false; readonly faults: readonly FormFault[] };

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** Reads the bytes of a form; what is wrong comes back all at once. `contents` is the JSON value before any default. */
export function parseForm(raw: Uint8Array): ParsedForm {
  const contents = readJson(raw);
  if (contents === undefined) {
    return { ok: false, faults: [{ name: '', code: 'parse_error', reason: 'De inhoud is geen JSON in UTF-8.' }] };
  }
  const parsed = formSchema.safeParse(contents, { reportInput: true });
  return parsed.success
    ? { ok: true, form: parsed.data, contents }
    : { ok: false, faults: toFaults(parsed.error.issues) };
}

function readJson(raw: Uint8Array): unknown {
  try {
    return JSON.parse(utf8.decode(raw)) as unknown;
  } catch {
    return undefined;
  }
}
