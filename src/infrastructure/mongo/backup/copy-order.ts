import { RESTORE_MARK } from './restore-mark.ts';

/**
 * The order in which collections are copied while the program goes on. What is copied early may say less than what is
 * copied late, never more: an open message whose klantcontact is already in the copy is finished again, but a finished
 * message without its klantcontact would be lost. So: the seals before what they seal, what asks for work before what
 * came of it, the cursor of a mailbox before its messages, and the counters at the end.
 *
 * `actorklantcontacten` comes before every other part of a unit, and every unit has one: a unit whose link is in the copy
 * is in it whole. One without was committed during the copy; restoring takes it out again (settle-restored.ts), for which
 * its parts must lead from the klantcontact, the last of them, to all the others.
 */
const FIRST = [
  'auditzegels',
  'mailboxcursors',
  'whatsapppayloads',
  'openconversations',
  'conversations',
  'conversationentries',
  'messages',
  'taakdossiers',
  'actorklantcontacten',
  'internetaken',
  'informatieobjecten',
  'bijlagen',
  'onderwerpobjecten',
  'digitaleadressen',
  'betrokkenen',
  'klantcontacten',
];
const LAST = ['auditwachtrij', 'audit', 'bestanden.files', 'bestanden.chunks', 'counters'];
/** Who is logged in is no record: after a restore everybody logs in again. */
const LEFT_OUT = new Set(['sessions', 'toestellen', RESTORE_MARK]);

export function toCopyOrder(names: readonly string[]): string[] {
  const kept = names.filter((name) => !LEFT_OUT.has(name) && !name.startsWith('system.'));
  const place = (name: string) => {
    const [first, last] = [FIRST.indexOf(name), LAST.indexOf(name)];
    return first !== -1 ? first : last !== -1 ? FIRST.length + 1 + last : FIRST.length;
  };
  return kept.sort((a, b) => place(a) - place(b) || a.localeCompare(b));
}
