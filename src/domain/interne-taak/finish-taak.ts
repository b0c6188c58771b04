import { cutText } from '../text/cut-text.ts';
import { LIMITS } from '../klantcontact/klantcontact.schema.ts';
import { claimTaak } from './claim-release.ts';
import type { Afhandeling, TaakGebeurtenis } from './taak-dossier.schema.ts';
import { changeTaak, toGebeurtenis, withGebeurtenis, type Handeling, type Taak } from './taak.ts';

export interface Afsluiting {
  readonly afhandeling: Afhandeling;
  readonly soort: TaakGebeurtenis['soort'];
  /** Put before what the task said already, in the register too (C6114: the old task explains itself). */
  readonly toelichting?: string;
}

/**
 * The task `verwerkt`, with its time (acceptance statement 69: never before the contact took place). Whoever finishes a
 * task that nobody had claimed claims it by the act, so that the register shows who did it; an automaat claims nothing.
 */
export function finishTaak(
  taak: Taak,
  handeling: Handeling,
  afsluiting: Afsluiting,
  { claim }: { claim: boolean },
): Taak {
  const held = claim && taak.dossier.behandelaar === undefined ? claimTaak(taak, handeling) : taak;
  const afgehandeldOp = new Date(Math.max(handeling.now.getTime(), taak.dossier.plaatsgevondenOp.getTime()));
  const toelichting = joinToelichting(afsluiting.toelichting, taak.dossier.toelichting);
  const { bewaking: _, ...rest } = held.dossier;
  const closed = {
    status: 'verwerkt' as const,
    afgehandeldOp,
    ...(toelichting === undefined ? {} : { toelichting }),
  };
  const dossier = withGebeurtenis(
    { ...rest, ...closed, afhandeling: afsluiting.afhandeling },
    toGebeurtenis(afsluiting.soort, handeling, afsluiting.toelichting),
  );
  return changeTaak(held, dossier, closed);
}

function joinToelichting(fresh: string | undefined, old: string | undefined): string | undefined {
  const parts = [fresh, old].filter((part) => part !== undefined && part !== '');
  return parts.length === 0 ? undefined : cutText(parts.join('\n'), LIMITS.toelichting);
}
