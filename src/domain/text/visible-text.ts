/** What changes the direction of text or hides in it (Unicode, UAX #9): here shown by its number, so that nobody reads something else than stands there. */
export const HIDDEN = /[\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
// Control characters except tab and newline: a terminal would obey them.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g;

const numbered = (character: string) =>
  `[U+${(character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}]`;

/** Whether bytes are text at all: no NUL in the beginning, and hardly anything that is no UTF-8. */
export function isText(bytes: Uint8Array): boolean {
  const start = bytes.subarray(0, 4096);
  if (start.includes(0)) return false;
  const text = new TextDecoder().decode(start);
  const strange = text.match(/\ufffd/g)?.length ?? 0;
  return strange * 10 <= text.length;
}

/** The first `limit` bytes as plain text that hides nothing and commands nothing; `rest` counts the bytes left out. */
export function toVisibleText(bytes: Uint8Array, limit: number): { readonly text: string; readonly rest: number } {
  const shown = new TextDecoder().decode(bytes.subarray(0, limit)).replace(/\r\n?/g, '\n');
  return {
    text: shown.replace(HIDDEN, numbered).replace(CONTROLS, numbered),
    rest: Math.max(0, bytes.byteLength - limit),
  };
}

// Every control character, the newline too.
// eslint-disable-next-line no-control-regex
const ANY_CONTROL = /[\u0000-\u001f\u007f-\u009f]/g;

/** The same of a text that must stay on one line: no newline, no tab, nothing that a terminal obeys. */
export const toVisibleLine = (text: string) =>
  text.toWellFormed().replace(HIDDEN, numbered).replace(ANY_CONTROL, numbered);

/** What turns or isolates the text around it. Marks that languages from right to left need (U+200E, U+200F, U+061C) do not. */
const TURNING = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text of a stranger between text of ours: what would turn ours is shown by its number; for the rest it is as it was. */
export const withoutTurning = (text: string) => text.replace(TURNING, numbered);
