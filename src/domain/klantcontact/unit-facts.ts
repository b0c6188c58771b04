import type { Routering } from '../interne-taak/taak-dossier.schema.ts';

/** What the use case found out before: the unit itself is computed without asking anything. */
export interface UnitFacts {
  /** Key of the message (or conversation) plus the place of this contact in it: the root of every id. */
  readonly key: string;
  readonly messages: readonly string[];
  readonly nummer: string;
  readonly taakNummer: string;
  readonly routering: Routering;
  /** Klantcontacten that `antwoordOp` was resolved to. */
  readonly antwoordOp: readonly string[];
  /** It names something that is known, and that its sender may not be tied to. */
  readonly nietGekoppeld?: boolean;
  readonly now: Date;
}
