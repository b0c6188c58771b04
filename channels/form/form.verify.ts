import type { FormFault, FormKanaal } from '#application/ports/form-intake.ts';
import type { FormReferences } from './form.schema.ts';

/** What a form may refer to: the configuration as it is now. */
export interface FormSurroundings {
  readonly kanaal: FormKanaal;
  /** Codes of the afdelingen. */
  readonly afdelingen: ReadonlySet<string>;
  /** Gebruikersnamen of active colleagues. */
  readonly medewerkers: ReadonlySet<string>;
  /** Who is logged in; then the form need not name anybody. */
  readonly ingelogd?: string | undefined;
  readonly now: Date;
}

/** Clocks of two machines may differ by this much. */
const LEEWAY = 5 * 60_000;

/** Faults that only the surroundings can show. */
export function verifyForm(form: FormReferences, surroundings: FormSurroundings): FormFault[] {
  const faults: FormFault[] = [];
  const refuse = (name: string, code: string, reason: string) => faults.push({ name, code, reason });
  const { kanaal, afdelingen, medewerkers, ingelogd, now } = surroundings;
  if (form.gestartOp !== undefined && Date.parse(form.gestartOp) > now.getTime() + LEEWAY) {
    refuse('gestartOp', 'invalid', 'Dit moment ligt in de toekomst.');
  }
  if (kanaal !== 'webformulier') {
    if (form.medewerker === undefined) {
      if (ingelogd === undefined)
        refuse('medewerker', 'required', 'Noem de medewerker die de bezoeker of beller sprak.');
    } else if (!medewerkers.has(form.medewerker)) {
      refuse('medewerker', 'does_not_exist', 'Deze medewerker is niet bekend.');
    }
  }
  form.onderwerpen.forEach(({ opvolging, beantwoord }, index) => {
    const at = `onderwerpen.${index}`;
    if (kanaal === 'webformulier' && beantwoord) {
      refuse(`${at}.beantwoord`, 'invalid_choice', 'Een webformulier kan niet al beantwoord zijn.');
    }
    if (opvolging?.afdeling !== undefined && !afdelingen.has(opvolging.afdeling)) {
      refuse(`${at}.opvolging.afdeling`, 'does_not_exist', 'Deze afdeling is niet bekend.');
    }
    if (opvolging?.medewerker !== undefined && !medewerkers.has(opvolging.medewerker)) {
      refuse(`${at}.opvolging.medewerker`, 'does_not_exist', 'Deze medewerker is niet bekend.');
    }
  });
  return faults;
}
