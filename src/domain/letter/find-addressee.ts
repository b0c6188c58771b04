import { ADDRESSEE, LABEL, splitLetter } from './letter-parts.ts';

const ATTENTION = /^(?:t\.? ?a\.? ?v\.?|ter attentie van)(?=[\s:]) ?:? ?(.+)$/i;
const DEPARTMENT = /^(?:(?:de|het) )?((?:afd(?:eling|\.)|team|cluster|dienst|sector|bureau) .+)$/i;
const TO = /^aan ?:? ?(.+)$/i;
/** Addressed to the municipality as a whole, or to its board: that is no department. */
const WHOLE =
  /^((de |het )?(gemeente|gemeentehuis|stadhuis)\b|(het )?college\b|burgemeester en wethouders|b ?(&|en) ?w\b|de heer of mevrouw|(de )?heer\/mevrouw)/i;
/** Characters: a longer one is a sentence. */
const LONGEST = 120;

/**
 * The department or person that a letter is addressed to within the municipality, as written; null when it is addressed
 * to the municipality as a whole, or when that cannot be told. Only what stands in the addressee's block counts.
 */
export function findAddressee(text: string): string | null {
  const { head } = splitLetter(text);
  const found: string[] = [];
  for (const [place, line] of head.entries()) {
    const name = ATTENTION.exec(line)?.[1] ?? departmentAt(head, place) ?? TO.exec(line)?.[1];
    if (name === undefined || LABEL.test(name) || WHOLE.test(name) || name.length > LONGEST) continue;
    found.push(name.replace(/[,;]$/, '').trim());
    if (found.length === 2) break;
  }
  return found.length === 0 ? null : found.join(', ');
}

/** A department counts beside the municipality's name: a company that writes has departments as well. */
function departmentAt(head: readonly string[], place: number): string | undefined {
  const department = DEPARTMENT.exec(head[place] ?? '')?.[1];
  if (department === undefined) return undefined;
  const around = [head[place - 2], head[place - 1], head[place + 1], head[place + 2]];
  return around.some((line) => line !== undefined && ADDRESSEE.test(line) && !DEPARTMENT.test(line))
    ? department
    : undefined;
}
