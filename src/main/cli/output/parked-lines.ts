import type { Herstel, HerstelVelden } from '#domain/inbound-message/herstel.schema.ts';
import { isText, toVisibleText } from '#domain/text/visible-text.ts';
import { explainParked } from '../../explain-parked.ts';
import { toColumns } from './columns.ts';
import { toLocalMoment, toLocalTime } from './local-time.ts';

const SHOWN_BYTES = 64 * 1024;
const NAMES: Readonly<Record<keyof HerstelVelden, string>> = {
  onderwerp: 'onderwerp',
  inhoud: 'inhoud',
  naam: 'naam',
  emailadres: 'e-mailadres',
  telefoonnummer: 'telefoonnummer',
  plaatsgevondenOp: 'plaatsgevonden op',
  geadresseerde: 'geadresseerde',
};

/** Why it is parked, and what people did about it. */
export function toParkedLines(code: string | undefined, herstel: Herstel | undefined): string[] {
  const { velden = {}, wijzigingen = [], weggelegdVoorstel } = herstel ?? {};
  const facts = [
    ...(code === undefined ? [] : [['waarom', explainParked(code)]]),
    ...Object.entries(velden).map(([naam, waarde]) => [NAMES[naam as keyof HerstelVelden], said(waarde)]),
    ...(weggelegdVoorstel === undefined
      ? []
      : [['voorgesteld', `wegleggen, door ${weggelegdVoorstel.door}; een ander bevestigt met discard`]]),
    ...wijzigingen.map(({ op, door, handeling, reden = '' }) => [
      'herstel',
      `${toLocalMoment(op)}  ${handeling}  ${door}  ${reden}`,
    ]),
  ];
  return ['', ...toColumns(facts)];
}

const said = (value: string | Date | undefined) =>
  value instanceof Date ? toLocalTime(value) : toVisibleText(Buffer.from(value ?? ''), 200).text;

/** The bytes as text that no terminal obeys; what is no text is only counted. */
export function toContentLines(bytes: Uint8Array): string[] {
  if (!isText(bytes)) return ['', `(${bytes.byteLength} bytes die geen tekst zijn; gebruik parked export)`];
  const { text, rest } = toVisibleText(bytes, SHOWN_BYTES);
  return ['', ...text.split('\n'), ...(rest === 0 ? [] : [`(nog ${rest} bytes; gebruik parked export)`])];
}
