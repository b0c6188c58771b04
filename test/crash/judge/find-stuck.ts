import { finding, type Finding } from './finding.ts';
import type { Doc } from './open-records.ts';
import type { Register } from './read-register.ts';

/** What is left at the outside after everything drained. */
export interface LeftOver {
  readonly inInbox: number;
  readonly inScanFolder: number;
  /**
   * A mail of ours that a killed process was sending waits three minutes before another takes it, for it may have been
   * sent. A short run does not wait for that.
   */
  readonly excusesSending: boolean;
}

/** Work that nothing will take up any more, or that did not end in its time. */
export function findStuck(register: Register, { inInbox, inScanFolder, excusesSending }: LeftOver): Finding[] {
  const each = (documents: readonly Doc[], isStuck: (document: Doc) => boolean, what: string) =>
    documents.filter(isStuck).map(({ _id }) => finding('stuck', `${what} ${_id}`));
  return [
    ...each(register.messages, ({ state }) => state === 'open', 'open message'),
    ...each(register.whatsapppayloads, ({ state }) => state === 'open', 'delivery that was not taken apart'),
    ...each(register.conversations, isUnfinished, 'unfinished conversation'),
    ...each(register.conversationentries, hasPendingMedium, 'medium that was not fetched for'),
    ...each(register.taakdossiers, ({ melden, gemeldOp }) => melden === true && gemeldOp === undefined, 'untold task'),
    ...each(register.taakdossiers, ({ _voornemen }) => _voornemen !== undefined, 'half changed task'),
    ...each(register.uitgaand, (mail) => isUnsent(mail, excusesSending), 'unsent mail'),
    ...(inInbox > 0 ? [finding('stuck', `${inInbox} mails still in INBOX`)] : []),
    ...(inScanFolder > 0 ? [finding('stuck', `${inScanFolder} files still in the scan folder`)] : []),
  ];
}

const isUnsent = ({ state, bezigTot }: Doc, excusesSending: boolean) =>
  state === 'open' && !(excusesSending && bezigTot instanceof Date && bezigTot > new Date());

/** An empty one is the beginning of a conversation whose process died; the next message of its sender joins it. */
const isUnfinished = ({ state, messages }: Doc) => state !== 'finished' && (messages as unknown[]).length > 0;

function hasPendingMedium({ medium }: Doc): boolean {
  const { state, late, added } = (medium ?? {}) as { state?: string; late?: boolean; added?: boolean };
  return state === 'pending' || (state === 'stored' && late === true && added !== true);
}
