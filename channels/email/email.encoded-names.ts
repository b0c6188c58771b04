/** The fields whose display names are read. */
const ADDRESS_FIELDS = /^(?:from|reply-to|sender):.*(?:\r?\n[ \t].*)*/gim;
/** An encoded word in the encoding Q (RFC 2047 section 2): no space and no question mark in it. */
const Q_WORD = /=\?[\w*-]{1,60}\?q\?[^?\s]{1,2000}\?=/gi;
/** What has a meaning between addresses. In a display name it must be encoded itself (section 5, rule 3), and often is not. */
const SPECIALS = /[:;,<>()@"\\]/g;

/**
 * The head of a mail in which no encoded name is taken for addresses: `=?utf-8?Q?Piet=0D=0ABcc:_x?=` would be a group
 * called `=?utf-8?Q?Piet...`, and the name lost. What stands there is the same for whoever decodes it.
 */
export function withEncodedNames(head: Buffer): Buffer {
  if (!head.includes('=?')) return head;
  const text = head.toString('latin1');
  const changed = text.replace(ADDRESS_FIELDS, (field) =>
    field.replace(Q_WORD, (word) => word.replace(SPECIALS, toHex)),
  );
  return changed === text ? head : Buffer.from(changed, 'latin1');
}

const toHex = (character: string) => `=${character.charCodeAt(0).toString(16).toUpperCase()}`;
