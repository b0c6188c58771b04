import { cutText } from './cut-text.ts';

/** Characters that a file system or a shell gives a meaning to, and every control character. */
// eslint-disable-next-line no-control-regex
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]/g;
/** Invisible characters that turn the reading direction (`exe.fdp` shown as `pdf.exe`) or hide parts of a name. */
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g;
/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(\.|$)/i;
/** Bytes of UTF-8 and characters that every file system and Open Klant's field take. */
const MOST = 255;
const LONGEST_EXTENSION = 20;
/** Code units of a name that are looked at. */
const LONGEST = 2_000;

/**
 * A sender's file name as it may be stored, shown and downloaded: no path, no control or hidden characters, no device
 * name, at most 255 bytes, the extension kept. Empty when nothing of the name is left.
 */
export function safeFileName(name: string): string {
  const base = ends(name).toWellFormed().normalize('NFC').replace(INVISIBLE, '').split(/[/\\]/).findLast(isName) ?? '';
  const clean = withoutEnds(base.replace(FORBIDDEN, '_').replace(/\s+/gu, ' '));
  if (!saysSomething(clean)) return '';
  const short = shorten(RESERVED.test(clean) ? `_${clean}` : clean);
  // What it said may have stood in what was cut off.
  return saysSomething(short) ? short : '';
}

/** Of a name of megabytes only its beginning and its extension count; looking through it all takes minutes. */
const ends = (name: string) => (name.length <= LONGEST ? name : name.slice(0, LONGEST / 2) + name.slice(-LONGEST / 2));

/** Without dots and spaces at both ends. A pattern for the end would look at every run of dots from each of its dots. */
function withoutEnds(name: string): string {
  let start = 0;
  let end = name.length;
  while (start < end && /[\s.]/.test(name[start] ?? '')) start += 1;
  while (end > start && /[\s.]/.test(name[end - 1] ?? '')) end -= 1;
  return name.slice(start, end);
}

const saysSomething = (name: string) => /[\p{L}\p{N}]/u.test(name);
const isName = (part: string) => part.trim() !== '' && !/^[\s.]+$/.test(part);

function shorten(name: string): string {
  if (Buffer.byteLength(name) <= MOST) return name;
  const dot = name.lastIndexOf('.');
  const extension = dot > 0 && name.length - dot <= LONGEST_EXTENSION ? name.slice(dot) : '';
  const stem = extension === '' ? name : name.slice(0, dot);
  for (let length = MOST - extension.length; length > 0; length -= 1) {
    const shorter = cutText(stem, length);
    if (Buffer.byteLength(shorter) + Buffer.byteLength(extension) <= MOST) return shorter + extension;
  }
  return extension.slice(1);
}
