import type { MessageTrace, TraceStep } from '#application/trace-message.ts';
import { toColumns } from './columns.ts';
import { toLocalMoment, toLocalTime } from './local-time.ts';
import { toMessageJson } from './message-line.ts';

/** The road of one message, for people. */
export function toTraceLines({ message, steps, taken }: MessageTrace): string[] {
  const { key, channel, state, reason, klantcontacten, locations, size, mediaType } = message;
  const facts = [
    ['bericht', key],
    ['uuid', message.uuid],
    ['kanaal', channel],
    ['staat', state + (reason === undefined ? '' : ` (${reason.code}${said(reason.detail)})`)],
    ['bewaard', `${size} bytes, ${mediaType}`],
    ['gevonden in', locations.join(', ')],
    ...klantcontacten.map(({ nummer, uuid }) => ['klantcontact', `${nummer}  ${uuid}`]),
    ...taken.map(({ nummer, status, eenheid, behandelaar, uiterlijkOp, afhandeling }) => [
      'taak',
      [nummer, status, eenheid, behandelaar ?? '-', afhandeling ?? `uiterlijk ${toLocalTime(uiterlijkOp)}`].join('  '),
    ]),
  ];
  return [...toColumns(facts), '', ...toColumns(steps.map(toStepRow))];
}

const said = (detail: string | undefined) => (detail === undefined ? '' : `: ${detail}`);

function toStepRow({ at, source, step, detail, taak, by }: TraceStep): string[] {
  const where = taak === undefined ? source : `taak ${taak}`;
  return [toLocalMoment(at), where, step, by ?? '-', detail ?? ''];
}

/** The same for `--json`. */
export function toTraceJson({ message, steps, taken }: MessageTrace) {
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
  };
}
