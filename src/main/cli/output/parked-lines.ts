import type { Herstel, HerstelVelden } from '#domain/inbound-message/herstel.schema.ts';
import { isText, toVisibleText } from '#domain/text/visible-text.ts';
import { toColumns } from './columns.ts';
import { toLocalTime } from './local-time.ts';

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

/** What people filled in and proposed; what they did stands among the steps. */
export function toParkedLines(herstel: Herstel | undefined): string[] {
  const { velden = {}, weggelegdVoorstel, heropenVoorstel } = herstel ?? {};
  const facts = [
    ...Object.entries(velden).map(([naam, waarde]) => [NAMES[naam as keyof HerstelVelden], said(waarde)]),
    ...(weggelegdVoorstel === undefined
      ? []
      : [['voorgesteld', `wegleggen, door ${weggelegdVoorstel.door}; een ander bevestigt met parked discard`]]),
    ...(heropenVoorstel === undefined
      ? []
      : [['voorgesteld', `terughalen, door ${heropenVoorstel.door}; een ander bevestigt met parked reopen`]]),
  ];
  return facts.length === 0 ? [] : ['', ...toColumns(facts)];
}

const said = (value: string | Date | undefined) =>
  value instanceof Date ? toLocalTime(value) : toVisibleText(Buffer.from(value ?? ''), 200).text;

/** The bytes as text that no terminal obeys; what is no text is only counted. */
export function toContentLines(bytes: Uint8Array): string[] {
  if (!isText(bytes)) return ['', `(${bytes.byteLength} bytes die geen tekst zijn; gebruik parked export)`];
  const { text, rest } = toVisibleText(bytes, SHOWN_BYTES);
  return ['', ...text.split('\n'), ...(rest === 0 ? [] : [`(nog ${rest} bytes; gebruik parked export)`])];
}
