/** UIDs as an IMAP sequence set (RFC 9051 section 9): `1:3,7`. Empty for no UIDs, which no command may be sent with. */
export function toUidSet(uids: Iterable<number>): string {
  const sorted = [...new Set(uids)].sort((a, b) => a - b);
  const ranges: { first: number; last: number }[] = [];
  for (const uid of sorted) {
    const range = ranges.at(-1);
    if (range !== undefined && range.last + 1 === uid) range.last = uid;
    else ranges.push({ first: uid, last: uid });
  }
  return ranges.map(({ first, last }) => (first === last ? `${first}` : `${first}:${last}`)).join(',');
}
