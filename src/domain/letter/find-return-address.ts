import { findPostcode } from './find-postcode.ts';
import { ADDRESSEE, LABEL, splitLetter } from './letter-parts.ts';

/** The sender's address as it stands on the letter. */
export interface ReturnAddress {
  readonly naam?: string;
  readonly organisatienaam?: string;
  /** Street and number, or postbus. */
  readonly straatregel: string;
  /** `1234 AB` */
  readonly postcode: string;
  readonly stad: string;
}

const STREET = /^(?=.*\p{L}{2})[\p{L}\p{N}'’.,/ -]*?[\p{L}.'’)] ?\d{1,5}([ -]?[\p{L}\p{N}]{1,4}){0,2}$/u;
const TOWN = /^(['’]?[\p{L}]['’\p{L}.-]*)( \(?['’]?[\p{L}]['’\p{L}.-]*\)?){0,4}$/u;
const NAME = /^[\p{L}][\p{L}'’.,&()/ -]{1,80}$/u;
const ORGANISATION =
  /\b(b\.?v\.?|n\.?v\.?|v\.?o\.?f\.?|stichting|vereniging|v\.?v\.?e\.?|maatschap|bedrijf|advocaten|notaris|makelaar\w*|school|kerk)\b/i;
const SEPARATOR = / ?[,|•·;] ?| – | - /u;

/**
 * The address of whoever wrote the letter: the first one above the municipality's, else the one under the signature.
 * Null whenever it could be another's (no addressee to stand above, two postcodes in one line, no street or town with
 * it): an answer that goes to a wrong address is worse than an address that a person looks up.
 */
export function findReturnAddress(text: string): ReturnAddress | null {
  const { head, signature } = splitLetter(text);
  const addressee = head.findIndex((line) => ADDRESSEE.test(line));
  return (addressee === -1 ? null : findAddress(head.slice(0, addressee))) ?? findAddress(signature);
}

function findAddress(lines: readonly string[]): ReturnAddress | null {
  for (const [place, line] of lines.entries()) {
    const found = findPostcode(line);
    if (found === null) {
      if (/\b[1-9]\d{3} ?[A-Z]{2}\b.*\b[1-9]\d{3} ?[A-Z]{2}\b/.test(line)) return null;
      continue;
    }
    const stad = toTown(found.after);
    const above = [...lines.slice(0, place), ...splitParts(found.before)].filter((part) => part !== '');
    const straatregel = above.at(-1);
    if (stad === null || straatregel === undefined || !STREET.test(straatregel)) return null;
    return { ...toNames(above.slice(0, -1)), straatregel, postcode: found.postcode, stad };
  }
  return null;
}

const splitParts = (text: string) =>
  text
    .replace(/^(afzender|van) ?: ?/i, '')
    .split(SEPARATOR)
    .map((part) => part.replace(/[,;|]$/, '').trim());

function toTown(after: string): string | null {
  const [first = ''] = after.split(/ ?[,|•·;:\t] ?| (?=datum\b|tel\b|telefoon\b|kenmerk\b|betreft\b|nederland\b)/iu);
  const town = first.replace(/^[.,-] ?/, '').trim();
  return TOWN.test(town) && town.length <= 80 ? town : null;
}

/** The line above the street is the name, or the organisation with the name of a person above or under it. */
function toNames(above: readonly string[]): Pick<ReturnAddress, 'naam' | 'organisatienaam'> {
  const names = above
    .slice(-2)
    .map((line) => line.replace(/^(afzender|van) ?: ?/i, ''))
    .filter((line) => NAME.test(line) && !LABEL.test(line) && /\p{Lu}/u.test(line));
  const organisatienaam = names.find((name) => ORGANISATION.test(name));
  const person = names.findLast((name) => name !== organisatienaam);
  // A second plain line is a slogan or a title as often as a name: only the one next to the street counts.
  const naam = person !== undefined && (organisatienaam !== undefined || person === names.at(-1)) ? person : undefined;
  return {
    ...(naam === undefined ? {} : { naam }),
    ...(organisatienaam === undefined ? {} : { organisatienaam }),
  };
}
