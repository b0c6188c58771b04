/**
 * Pages are tagged templates: every `${value}` is escaped. `!${part}` is put in as it is, and SHALL only ever be the
 * result of another `html` template or a list of them.
 */
export { html } from 'ghtml';

/** Text made by `html`. */
export type Html = string;
