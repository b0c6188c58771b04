/** Lines are trimmed, with single spaces; an empty string is a blank line. */
export interface LetterParts {
  /** Everything above the salutation: letterhead, addresses, subject. */
  readonly head: readonly string[];
  /** What stands under the closing formula: the signature. */
  readonly signature: readonly string[];
}

const SALUTATION =
  /^(geachte|beste|hallo|goede?(morgen|middag|dag|avond)|l\.?\s?s\.?(,|$)|dear|mijne heren|hooggeachte)\b/i;
const CLOSING =
  /^(met (de )?(vriendelijke|hartelijke|beleefde|de meeste) |hoogachtend|hartelijke groet|vriendelijke groet|groet(en|jes)?\b|m\.?v\.?g\.?\b|in afwachting van)/i;
/** A letter without a salutation has its addresses above this line, or they are not found. */
const LONGEST_HEAD = 40;
const LONGEST_SIGNATURE = 10;
/** Characters; what stands further on a line is no address. */
const LONGEST_LINE = 250;

/** The parts of a letter where its facts stand. The text itself is never looked at: it names other people's addresses. */
export function splitLetter(text: string): LetterParts {
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST_LINE).replace(/\s+/gu, ' ').trim());
  const salutation = lines.findIndex((line) => SALUTATION.test(line));
  const closing = lines.findLastIndex((line) => CLOSING.test(line));
  const head = lines.slice(0, Math.min(salutation === -1 ? LONGEST_HEAD : salutation, LONGEST_HEAD));
  const signature =
    closing === -1 || closing < head.length ? [] : lines.slice(closing + 1, closing + 1 + LONGEST_SIGNATURE);
  return { head, signature };
}

/** Where the addressee begins: the municipality, its board, or a line that says so. */
export const ADDRESSEE =
  /^(aan\b|(de |het )?gemeente\b|het college\b|college van\b|burgemeester en wethouders\b|b ?(&|en) ?w\b|t\.? ?a\.? ?v\.?(?=[\s:])|ter attentie\b|afd(eling|\.)\s)/i;

/** A line that names a fact of the letter (`Datum: ...`), not part of an address. */
export const LABEL =
  /^(betreft|betr\.|onderwerp|inzake|datum|(uw |ons |onze )?kenmerk|(uw |onze )?ref(erentie)?\b|zaaknummer|dossier|tel(efoon)?\b|mobiel|e-?mail|bijlagen?\b|website|iban|kvk|bsn)/i;
