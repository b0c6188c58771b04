import { LONGEST_ID, MOST_REFERENCES } from '#domain/inbound-message/reference.ts';

export interface MailReferences {
  /** Message-IDs without their angle brackets, nearest first. */
  readonly answersTo: readonly string[];
  /** Something is named that is no Message-ID. */
  readonly namesOther: boolean;
}

/**
 * What a mail answers (RFC 5322 section 3.6.4): In-Reply-To, then References from its end, where the nearest stands. An
 * id stands between angle brackets, comments do not count; where there are no brackets at all every word is looked at.
 */
export function readReferences(inReplyTo: readonly string[], references: readonly string[]): MailReferences {
  const nearestFirst = [
    ...inReplyTo.flatMap((value) => readIds(value.slice(0, LOOKS_AT))),
    ...references.flatMap((value) => readIds(value.slice(-LOOKS_AT))).toReversed(),
  ];
  const ids = new Set(nearestFirst.filter((id) => isMessageId(id) && id.length <= LONGEST_ID));
  return {
    answersTo: [...ids].slice(0, MOST_REFERENCES),
    namesOther: nearestFirst.some((id) => !isMessageId(id)),
  };
}

/** Characters of a field, at its near end: some hundreds of ids, of which thirty count. */
const LOOKS_AT = 32 * 1024;

/** Something on either side of an `@`. */
const isMessageId = (id: string) => id.includes('@', 1) && !id.endsWith('@');

function readIds(value: string): string[] {
  const plain = withoutComments(value);
  const bracketed = [...plain.matchAll(/<([^<>]*)>/g)].map(([, id = '']) => id.replace(/\s+/g, ''));
  return bracketed.length > 0 ? bracketed.filter((id) => id !== '') : (plain.match(/[^<>\s]+/g) ?? []);
}

/** Comments stand between parentheses and may hold others; what stands between angle brackets is no comment. */
function withoutComments(value: string): string {
  let depth = 0;
  let plain = '';
  for (const [part] of value.matchAll(/<[^<>]*>|\\.|[()]|[^<()\\]+|[<\\]/gs)) {
    if (part === '(') depth += 1;
    else if (part === ')') depth = Math.max(0, depth - 1);
    else if (depth === 0) plain += part;
  }
  return plain;
}
