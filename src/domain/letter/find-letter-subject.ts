import { ADDRESSEE, LABEL, splitLetter } from './letter-parts.ts';

const SUBJECT = /^(?:(?:betreft|betr\.|onderwerp)(?= ?:| |$)|inzake(?= ?:)) ?[:;.]? ?(.*)$/i;
/** What else stands on the line in a letterhead of labels. */
const NEXT_LABEL = / (?=(?:datum|(?:uw |ons )?kenmerk|referentie|zaaknummer|bijlagen?) ?:)/i;
/** Characters of a subject: a longer one has run on into the letter. */
const LONGEST = 200;

/** What the letter says it is about (`Betreft:`, `Onderwerp:`), above its salutation; null when it does not say so. */
export function findLetterSubject(text: string): string | null {
  const { head } = splitLetter(text);
  for (const [place, line] of head.entries()) {
    const value = SUBJECT.exec(line)?.[1];
    if (value === undefined) continue;
    const subject = withNextLine(value.split(NEXT_LABEL)[0] ?? '', head[place + 1] ?? '').trim();
    return subject !== '' && subject.length <= LONGEST ? subject : null;
  }
  return null;
}

/** The value stands under its label, or runs on in small letters on the next line. */
function withNextLine(value: string, next: string): string {
  if (next === '' || LABEL.test(next) || ADDRESSEE.test(next)) return value;
  if (value === '') return next;
  return /^\p{Ll}/u.test(next) ? `${value} ${next}` : value;
}
