import type { AnswerOutcome } from '#application/taken/answer-outcome.ts';
import type { ClaimOutcome } from '#application/taken/claim-taak.ts';
import type { CloseOutcome } from '#application/taken/close-taak.ts';
import type { HandOverOutcome } from '#application/taken/hand-over.ts';
import type { ReleaseOutcome } from '#application/taken/release-taak.ts';
import { HttpError, invalidParams, notFound, permissionDenied } from '../errors/http-error.ts';
import type { NaamVan } from '../pages/taak-labels.ts';

export type TaakOutcome = ClaimOutcome | ReleaseOutcome | HandOverOutcome | CloseOutcome | AnswerOutcome;
export type TaakDone = Extract<TaakOutcome, { taak: unknown }>;

const isDone = (outcome: TaakOutcome): outcome is TaakDone => 'taak' in outcome;

/** What was done; every refusal is thrown as the answer it is: 403, 404, 409 (somebody was first) or 422 (mend a field). */
export function doneOrThrow(outcome: TaakOutcome, naamVan: NaamVan): TaakDone {
  if (isDone(outcome)) return outcome;
  switch (outcome.kind) {
    case 'not-found':
      throw notFound('Deze taak bestaat niet.');
    case 'not-allowed':
      throw permissionDenied('Deze taak is van een andere eenheid.');
    case 'taken-by-another':
    case 'claimed-by-another':
      throw new HttpError(409, 'claimed_by_another', 'Al opgepakt', {
        detail: `Deze taak is al opgepakt door ${naamVan(outcome.behandelaar)}.`,
      });
    case 'already-finished':
      throw new HttpError(409, 'already_finished', 'Al afgehandeld', { detail: 'Deze taak is al afgehandeld.' });
    default: {
      const [name, code, reason] = FIELDS[outcome.kind];
      throw invalidParams([{ name, code, reason }]);
    }
  }
}

type Mendable = Exclude<
  TaakOutcome,
  TaakDone | { kind: 'not-found' | 'not-allowed' | 'taken-by-another' | 'claimed-by-another' | 'already-finished' }
>['kind'];

const FIELDS: Readonly<Record<Mendable, readonly [name: string, code: string, reason: string]>> = {
  'unknown-actor': ['naar', 'does_not_exist', 'Kies een eenheid of collega die er is.'],
  'inactive-actor': ['naar', 'inactive', 'Deze eenheid of collega is niet meer actief.'],
  'same-destination': ['naar', 'invalid_choice', 'De taak is daar al.'],
  'not-with-kcc': ['taak', 'invalid_choice', 'Deze taak is niet bij het KCC. Gebruik Doorzetten.'],
  'no-klantcontact': ['taak', 'invalid_choice', 'Bij deze taak is nog geen klantcontact geregistreerd.'],
  'toelichting-missing': ['toelichting', 'required', 'Geef een toelichting.'],
  'antwoord-missing': ['antwoord', 'required', 'Geef een antwoord.'],
  'antwoord-too-long': ['antwoord', 'max_length', 'Het antwoord mag hoogstens 50.000 tekens hebben.'],
  'no-address': [
    'kanaal',
    'invalid_choice',
    'Er is geen e-mailadres om het antwoord naartoe te sturen. Kies een ander kanaal.',
  ],
};

/** What to say to the person who did it. */
export function describeDone(done: TaakDone): string {
  switch (done.kind) {
    case 'claimed':
      return 'U heeft deze taak opgepakt.';
    case 'released':
      return 'De taak is weer vrij voor collega’s.';
    case 'handed-over':
      return `Taak ${done.taak.nummer} is afgerond. De opvolging is taak ${done.vervolg.nummer}.`;
    case 'closed':
      return `Taak ${done.taak.nummer} is afgesloten.`;
    case 'answered':
      return `Taak ${done.taak.nummer} is beantwoord. ${VERZENDING[done.verzending]}`;
  }
}

const VERZENDING = {
  'wordt-verzonden': 'Het antwoord wordt verzonden.',
  'zelf-verzenden': 'Let op: verzend het antwoord nog zelf langs het gekozen kanaal.',
  'niet-nodig': '',
} as const;
