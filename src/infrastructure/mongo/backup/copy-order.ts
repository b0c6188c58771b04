/**
 * The order in which collections are copied while the program goes on. What is copied early may say less than what is
 * copied late, never more: an open message whose klantcontact is already in the copy is finished again and changes
 * nothing, but a finished message without its klantcontact would be lost. So: what asks for work before what came of
 * it, what points before what it points at, the cursor of a mailbox before its messages, and the counters at the end.
 */
const FIRST = [
  'mailboxcursors',
  'whatsapppayloads',
  'openconversations',
  'conversations',
  'conversationentries',
  'messages',
  'taakdossiers',
  'internetaken',
  'bijlagen',
  'onderwerpobjecten',
  'digitaleadressen',
  'betrokkenen',
  'actorklantcontacten',
  'klantcontacten',
  'informatieobjecten',
  'auditzegels',
];
const LAST = ['audit', 'bestanden.files', 'bestanden.chunks', 'counters'];
/** Who is logged in is no record: after a restore everybody logs in again. */
const LEFT_OUT = new Set(['sessions']);

export function toCopyOrder(names: readonly string[]): string[] {
  const kept = names.filter((name) => !LEFT_OUT.has(name) && !name.startsWith('system.'));
  const place = (name: string) => {
    const [first, last] = [FIRST.indexOf(name), LAST.indexOf(name)];
    return first !== -1 ? first : last !== -1 ? FIRST.length + 1 + last : FIRST.length;
  };
  return kept.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}
