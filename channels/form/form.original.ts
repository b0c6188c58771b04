import { createHash } from 'node:crypto';
import type { InboundDocument } from '#domain/inbound-message/inbound-message.ts';
import { LIMITS } from '#domain/klantcontact/klantcontact.schema.ts';
import { characterCount } from '#domain/text/cut-text.ts';
import type { FormKanaal } from '#application/ports/form-intake.ts';
import type { Form, FormOnderwerp } from './form.schema.ts';

export interface FormOriginal {
  readonly form: Form;
  readonly onderwerp: FormOnderwerp;
  readonly kanaal: FormKanaal;
  /** Something of the form has no place in the register. */
  readonly mustKeep: boolean;
}

/** The form written out as a bijlage, only when the register cannot hold all of it (product decision 10). */
export function originalOf({ form, onderwerp, kanaal, mustKeep }: FormOriginal): InboundDocument[] {
  if (!mustKeep && characterCount(onderwerp.vraag) <= LIMITS.inhoud) return [];
  const bytes = new TextEncoder().encode(writeOut(form, onderwerp));
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  return [
    {
      rol: 'origineel',
      bestandsnaam: `${kanaal === 'webformulier' ? 'webformulier' : `${kanaal}formulier`}.txt`,
      formaat: 'text/plain; charset=utf-8',
      bron: { kind: 'bytes', bytes, sha256 },
    },
  ];
}

function writeOut({ betrokkenen }: Form, { onderwerp, vraag, antwoord, opvolging }: FormOnderwerp): string {
  const people = betrokkenen.map((person, index) =>
    lines({
      [`Betrokkene ${index + 1}`]: person.rol,
      Naam:
        person.volledigeNaam ??
        Object.values(person.naam ?? {})
          .filter(Boolean)
          .join(' '),
      Organisatie: person.organisatienaam,
      Telefoonnummer: person.telefoonnummer,
      'E-mailadres': person.emailadres,
      Adres: Object.values(person.adres ?? {})
        .filter(Boolean)
        .join(' '),
    }),
  );
  const subject = lines({ Onderwerp: onderwerp, Toelichting: opvolging?.toelichting });
  const answer = antwoord === undefined ? [] : [`Antwoord:\n${antwoord}`];
  return `${[subject, ...people, `Vraag:\n${vraag}`, ...answer].join('\n\n')}\n`;
}

const lines = (fields: Readonly<Record<string, string | undefined>>) =>
  Object.entries(fields)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}: ${value ?? ''}`)
    .join('\n');
