import type { Spelregels } from '#domain/regels/spelregels.ts';

/** The rules that the last start of the program brought along. Throws transient Failures. */
export interface RulesStore {
  /** Undefined when no program has started on this database since rules are kept. */
  find(): Promise<Spelregels | undefined>;
  save(rules: Spelregels): Promise<void>;
}
