import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import { INGANG, STATEN } from '#domain/inbound-message/message-words.ts';
import { AFHANDELINGEN, TAAK_STATUS } from '#domain/interne-taak/taak-words.ts';
import { explainMislukt, MAILSOORTEN, MAILSTATEN } from '#domain/uitgaand/mail-words.ts';
import { describeTraceStep } from '#application/describe-trace-step.ts';
import type { MessageSummary } from '#application/ports/message-store.ts';
import type { MailTrace } from '#application/ports/trace-reader.ts';
import type { MessageTrace, TraceStep } from '#application/trace-message.ts';
import { explainParked } from '../../explain-parked.ts';
import { toColumns } from './columns.ts';
import { toLocalMoment, toLocalTime } from './local-time.ts';
import { toMessageJson } from './message-line.ts';

/** The road of one message, for people. */
export function toTraceLines({ message, steps, taken, mails }: MessageTrace): string[] {
  const { key, channel, state, klantcontacten, locations, size, mediaType } = message;
  const facts = [
    ['bericht', key],
    ['uuid', message.uuid],
    ['ingang', INGANG[channel]],
    ['staat', `${STATEN[state].toLowerCase()} (${state})`],
    ...whyOf(message),
    ['bewaard', `${size} bytes, ${mediaType}`],
    ['gevonden in', locations.join(', ')],
    ...klantcontacten.map(({ nummer, uuid }) => ['klantcontact', `${nummer}  ${uuid}`]),
    ...taken.map(({ nummer, status, eenheid, behandelaar, uiterlijkOp, afhandeling }) => [
      'taak',
      [
        nummer,
        afhandeling === undefined ? TAAK_STATUS[status] : AFHANDELINGEN[afhandeling].toLowerCase(),
        eenheid,
        behandelaar ?? 'nog niemand',
        ...(afhandeling === undefined ? [`uiterlijk ${toLocalTime(uiterlijkOp)}`] : []),
      ].join('  '),
    ]),
    ...mails.map((mail) => [MAILSOORTEN[mail.soort].toLowerCase(), becameOf(mail)]),
  ];
  return [...toColumns(facts), '', ...toColumns(steps.map(toStepRow))];
}

/** The sentence, with its code for who looks it up; a person who laid it aside said why in words of their own. */
function whyOf({ reason }: MessageSummary): string[][] {
  if (reason === undefined) return [];
  const words = reason.code === VERWORPEN && reason.detail !== undefined ? ` Reden: ${reason.detail}` : '';
  return [['waarom', `${explainParked(reason.code)}${words} (${reason.code})`]];
}

/** Sent when, or waiting since when, or why it never left. */
function becameOf({ state, verzondenOp, aangemaaktOp, attempts, reden }: MailTrace): string {
  if (state === 'verzonden') return `${MAILSTATEN[state]} op ${toLocalTime(verzondenOp ?? aangemaaktOp)}`;
  const tries = `${attempts} ${attempts === 1 ? 'poging' : 'pogingen'}`;
  if (state === 'open') return `${MAILSTATEN[state]} sinds ${toLocalTime(aangemaaktOp)}, ${tries}`;
  return `${MAILSTATEN[state]}, ${tries}. ${explainMislukt(reden ?? '')} (${reden ?? 'onbekend'})`;
}

const BRONNEN: Readonly<Record<TraceStep['source'], string>> = {
  message: 'bericht',
  register: 'register',
  taak: 'taak',
  mail: 'e-mail',
};

function toStepRow(step: TraceStep): string[] {
  const { at, source, taak, by, via } = step;
  const { wat, uitleg = '' } = describeTraceStep(step, explainParked);
  const where = taak === undefined ? BRONNEN[source] : `${BRONNEN[source]} ${taak}`;
  return [toLocalMoment(at), where, wat, via === undefined ? (by ?? '-') : `${by ?? '-'}, via ${via}`, uitleg];
}

/** The same for `--json`: codes, times in UTC. */
export function toTraceJson({ message, steps, taken, mails }: MessageTrace) {
  return {
    ...toMessageJson(message),
    locations: message.locations,
    mediaType: message.mediaType,
    sha256: message.sha256,
    attempts: message.attempts,
    steps: steps.map(({ at, ...step }) => ({ at: at.toISOString(), ...step })),
    taken: taken.map(({ uuid, nummer, soort, status, eenheid, behandelaar, afhandeling, routering, uiterlijkOp }) => ({
      uuid,
      nummer,
      soort,
      status,
      eenheid,
      behandelaar: behandelaar ?? null,
      afhandeling: afhandeling ?? null,
      uitleg: routering.uitleg,
      uiterlijkOp: uiterlijkOp.toISOString(),
    })),
    mails: mails.map(({ uuid, soort, state, attempts, reden, aangemaaktOp, verzondenOp, taak }) => ({
      uuid,
      soort,
      state,
      attempts,
      reason: reden ?? null,
      written: aangemaaktOp.toISOString(),
      sent: verzondenOp?.toISOString() ?? null,
      taak: taak ?? null,
    })),
  };
}
