// Control characters except tab and newline; NUL and lone surrogates are refused or mangled by databases and browsers.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;

/** Text as it may be stored: well-formed Unicode, newlines as `\n`, no control characters, no space at the ends. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
}

/** The same on one line. */
export const cleanLine = (text: string) => cleanText(text).replace(/\s+/g, ' ');
