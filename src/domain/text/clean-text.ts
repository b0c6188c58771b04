// Control characters except tab and newline; NUL and lone surrogates are refused or mangled by databases and browsers.
// eslint-disable-next-line no-control-regex
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufeff]/g;

/** Text as it may be stored: well-formed Unicode, newlines as `\n`, no control characters, no space at the ends. */
export function cleanText(text: string): string {
  return text.toWellFormed().replace(/\r\n?/g, '\n').replace(CONTROLS, '').trim();
}

/** What turns the direction of reading or is not seen at all; joiners stay, which names and emoji need. */
const TRICKS = /[\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufff9-\ufffb]/g;

/** The same on one line, in one direction: a subject or a name cannot make the page beside it say something else. */
export const cleanLine = (text: string) => cleanText(text).replace(TRICKS, '').replace(/\s+/g, ' ').trim();
