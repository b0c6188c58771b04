import { html as template } from 'ghtml';
import { withoutTurning } from '#domain/text/visible-text.ts';

/** Text made by `html`. */
export type Html = string;

/**
 * Pages are tagged templates: every `${value}` is escaped, and what turns the direction of text (`exe.fdp` shown as
 * `pdf.exe`) is shown by its number. `!${part}` is put in as it is, and SHALL only ever be the result of another `html`
 * template or a list of them.
 */
export const html = (literals: TemplateStringsArray, ...values: readonly (Value | readonly Value[])[]): Html =>
  template(literals, ...values.map((value) => (typeof value === 'string' ? withoutTurning(value) : value)));

type Value = string | number | boolean | null | undefined;
