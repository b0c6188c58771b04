import type { z } from 'zod';
import type { FormFault } from '#application/ports/form-intake.ts';
import type { BadKey } from '#domain/text/json-keys.ts';

/** Reasons for a wrong form of a field, by the field's name. */
const FORMATS: Readonly<Record<string, string>> = {
  emailadres: 'Dit is geen e-mailadres. Voorbeeld: naam@voorbeeld.nl.',
  telefoonnummer: 'Dit is geen telefoonnummer. Voorbeeld: 06 12345678.',
  postcode: 'Dit is geen postcode. Voorbeeld: 1234 AB.',
  wasPartij: 'Dit is geen nummer van een partij (UUID).',
  gestartOp: 'Dit is geen moment met tijdzone. Voorbeeld: 2026-03-01T09:30:00+01:00.',
  taal: 'Gebruik de drie letters van de taal. Voorbeeld: nld.',
  land: 'Gebruik de twee letters van het land. Voorbeeld: NL.',
  inzendingId: 'Gebruik hoogstens 200 letters, cijfers en . _ : -.',
};

/** Complaints that are told at once. */
const MOST_FAULTS = 200;
/** Characters of a field's name that are repeated. */
const LONGEST_NAME = 100;

/** A field that is there twice: it is not for us to choose which one was meant. */
export const keyFault = ({ path, kind }: BadKey): FormFault =>
  kind === 'duplicate'
    ? { name: path, code: 'duplicate', reason: 'Dit veld staat er twee keer in.' }
    : { name: path, code: 'forbidden', reason: 'Een veld mag niet zo heten.' };

/** Every complaint about a form, each at its field; the value itself is never repeated. */
export function toFaults(issues: readonly z.core.$ZodIssue[]): FormFault[] {
  return issues.flatMap(toFault).slice(0, MOST_FAULTS);
}

function toFault(issue: z.core.$ZodIssue): FormFault[] {
  const path = issue.path.map(String);
  if (issue.code !== 'unrecognized_keys') return [{ name: path.join('.'), ...describe(issue, path.at(-1) ?? '') }];
  return issue.keys.slice(0, MOST_FAULTS).map((key) => ({
    name: [...path, key.slice(0, LONGEST_NAME)].join('.'),
    code: 'unknown',
    reason: 'Dit veld bestaat niet.',
  }));
}

const REQUIRED = { code: 'required', reason: 'Dit veld is verplicht.' };

function describe(issue: z.core.$ZodIssue, field: string): Omit<FormFault, 'name'> {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? REQUIRED
        : { code: 'invalid', reason: `Verwacht: ${typeName(issue.expected)}.` };
    case 'too_small':
      if (issue.origin === 'array') return { code: 'min_length', reason: `Geef er minstens ${issue.minimum}.` };
      return issue.origin === 'string'
        ? REQUIRED
        : { code: 'min_value', reason: `Het getal moet minstens ${issue.minimum} zijn.` };
    case 'too_big':
      if (issue.origin === 'array') return { code: 'max_length', reason: `Geef er hoogstens ${issue.maximum}.` };
      return issue.origin === 'string'
        ? tooLong(issue.maximum)
        : { code: 'max_value', reason: `Het getal mag hoogstens ${issue.maximum} zijn.` };
    case 'invalid_value':
      return { code: 'invalid_choice', reason: `Kies uit: ${issue.values.map(String).join(', ')}.` };
    case 'custom':
      return describeOwn(issue.params ?? {});
    default:
      return { code: 'invalid', reason: FORMATS[field] ?? 'Deze waarde heeft niet de juiste vorm.' };
  }
}

function describeOwn(params: Record<string, unknown>): Omit<FormFault, 'name'> {
  if (params['code'] === 'max_length') return tooLong(Number(params['limit']));
  if (params['code'] === 'not_together') {
    return { code: 'not_together', reason: `Dit veld gaat niet samen met ${String(params['with'])}.` };
  }
  return REQUIRED;
}

const tooLong = (limit: number | bigint) => ({
  code: 'max_length',
  reason: `Dit veld mag hoogstens ${limit} tekens hebben.`,
});

const TYPES: Readonly<Record<string, string>> = {
  string: 'tekst',
  number: 'een getal',
  boolean: 'true of false',
  array: 'een lijst',
  object: 'een groep velden',
};
const typeName = (type: string) => TYPES[type] ?? 'een andere waarde';
