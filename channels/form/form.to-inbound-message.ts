import type { InboundMessage, InboundTaak, Normalised } from '#domain/inbound-message/inbound-message.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';
import { missingAddresses, toBetrokkene } from './form.betrokkene.ts';
import { originalOf, type FormOriginal } from './form.original.ts';
import { NO_REGISTRATION } from './form.errors.ts';
import type { FormEnvelope } from './form.envelope.ts';
import type { Form, FormOnderwerp } from './form.schema.ts';

/** A zaak in VNG's reference lists: soort object 12, Zakenregister 6, Zaakidentificatie 12. */
const ZAAK_CODES = { codeObjecttype: '12', codeRegister: '6', codeSoortObjectId: '12' } as const;

/**
 * One klantcontact per onderwerp (VNG B7682: several visitors are several betrokkenen on it). What was answered for
 * somebody who was not identified is not registered: without a purpose there is no record (acceptance statement 33), unless a person
 * asks for it.
 */
export function toInboundMessages(
  form: Form,
  envelope: FormEnvelope,
  { receivedAt, registerAnyway }: Pick<NormaliseInput, 'receivedAt' | 'registerAnyway'>,
): Normalised {
  const identified = form.betrokkenen.some(({ wasPartij }) => wasPartij !== undefined);
  const contacten = form.onderwerpen
    .filter(({ beantwoord }) => identified || !beantwoord || registerAnyway === true)
    .map((onderwerp) => toContact(form, onderwerp, envelope, receivedAt));
  return contacten.length === 0 ? { kind: 'aside', code: NO_REGISTRATION } : { kind: 'contacten', contacten };
}

function toContact(form: Form, onderwerp: FormOnderwerp, envelope: FormEnvelope, receivedAt: Date): InboundMessage {
  const { kanaal } = envelope;
  const followUp = !onderwerp.beantwoord;
  const missing = followUp ? [...new Set(form.betrokkenen.flatMap(missingAddresses))] : [];
  const original: FormOriginal = { form, onderwerp, kanaal, mustKeep: missing.length > 0 };
  const afzender = form.betrokkenen.find(({ emailadres }) => emailadres !== undefined)?.emailadres;
  return {
    kanaal,
    onderwerp: onderwerp.onderwerp,
    inhoud: onderwerp.vraag,
    ...(onderwerp.antwoord === undefined ? {} : { reactie: onderwerp.antwoord }),
    ...(form.taal === undefined ? {} : { taal: form.taal }),
    vertrouwelijk: onderwerp.vertrouwelijk,
    plaatsgevondenOp: form.gestartOp === undefined ? receivedAt : new Date(form.gestartOp),
    betrokkenen: form.betrokkenen.map((person) => toBetrokkene(person, kanaal, followUp)),
    actor: {
      ...(kanaal === 'webformulier' ? { automaat: 'webformulier' } : { medewerker: medewerkerOf(form, envelope) }),
      ...(envelope.via === undefined ? {} : { via: envelope.via }),
    },
    documenten: originalOf(original),
    onderwerpobjecten:
      onderwerp.zaak === undefined ? [] : [{ identificator: { objectId: onderwerp.zaak, ...ZAAK_CODES } }],
    ...(followUp ? { taak: toTaak(form, onderwerp, envelope, missing) } : {}),
    triage: {
      ...(afzender === undefined ? {} : { afzender }),
      formulierOnderwerp: onderwerp.onderwerp,
      tekst: `${onderwerp.onderwerp}\n${onderwerp.vraag}`,
    },
  };
}

const medewerkerOf = (form: Form, envelope: FormEnvelope) => envelope.medewerker ?? form.medewerker ?? '';

function toTaak(
  form: Form,
  { opvolging = {} }: FormOnderwerp,
  { kanaal }: FormEnvelope,
  missing: readonly string[],
): InboundTaak {
  const notes = [
    ...(missing.length === 0
      ? []
      : [`Niet in het register op te nemen: ${missing.join(' en ')}. Zie de bijlage met het hele formulier.`]),
    ...(opvolging.toelichting === undefined ? [] : [opvolging.toelichting]),
  ];
  return {
    gevraagdeHandeling: opvolging.handeling ?? defaultHandeling(kanaal, form),
    toelichting: notes.join('\n'),
    ...(opvolging.afdeling === undefined ? {} : { eenheid: opvolging.afdeling }),
    ...(opvolging.medewerker === undefined ? {} : { medewerker: opvolging.medewerker }),
  };
}

/** A caller who could not be helped is called back (C9167); a web form is read first, as a mail is (C1199). */
function defaultHandeling(kanaal: FormEnvelope['kanaal'], { betrokkenen }: Form): string {
  if (kanaal === 'webformulier') return HANDELING.lezen;
  const canBeCalled = betrokkenen.some(
    (person) => person.telefoonnummer !== undefined || person.wasPartij !== undefined,
  );
  return kanaal === 'telefoon' && canBeCalled ? HANDELING.terugbellen : HANDELING.opvolgen;
}
