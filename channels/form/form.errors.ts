import { unprocessable, type Failure } from '#domain/failure/failure.ts';

/** A stored form that cannot be read: parked, with a task for a person. Forms are checked before they are accepted, so this is rare. */
const UNREADABLE = {
  'form-not-json': 'The form is not a JSON object in UTF-8',
  'form-invalid': 'The form has fields that this version of the program does not accept',
} as const;
export type UnreadableForm = keyof typeof UNREADABLE;

/** The same for people who have to mend it. */
export const UNREADABLE_UITLEG: Readonly<Record<UnreadableForm, string>> = {
  'form-not-json': 'Het formulier is geen JSON-object in UTF-8.',
  'form-invalid': 'Het formulier heeft velden die deze versie van het programma niet aanneemt.',
};

export const unreadableForm = (code: UnreadableForm): Failure => unprocessable(code, UNREADABLE[code]);

/** Why a form led to no klantcontact (acceptance statement 33): nobody identified, and nothing left to do. */
export const NO_REGISTRATION = 'geen-registratie-nodig';
export const ASIDE_UITLEG = {
  [NO_REGISTRATION]: 'Meteen beantwoord, zonder dat bekend was wie het vroeg.',
} as const;
