import type { ImportParked } from '#application/import-parked.ts';
import type { ReleaseParked } from '#application/release-parked.ts';
import type { ReopenMessage } from '#application/reopen-message.ts';
import type { RepairParked } from '#application/repair-parked.ts';
import type { TraceMessage } from '#application/trace-message.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { ParkedStore } from '#application/ports/parked-store.ts';
import type { CliContext } from './context.ts';
import type { Wie } from './identity/who.ts';

export interface Ledger {
  readonly messages: MessageStore;
  readonly documents: DocumentStore;
  readonly trace: TraceMessage;
  readonly parkedStore: ParkedStore;
  readonly parked: ReleaseParked;
  readonly repair: RepairParked;
  readonly reopening: ReopenMessage;
  readonly importParked: ImportParked;
  /** Who typed the command. */
  readonly wie: Wie;
  /** Says in the audit log that somebody on this machine reads these messages; before they are shown. */
  noteReading(handeling: string, messages: readonly string[]): Promise<void>;
}

/** Opens the ledger for `work`. What that takes is loaded only now: help and mistakes are answered at once. */
export async function withLedger(context: CliContext, work: (ledger: Ledger) => Promise<number>): Promise<number> {
  const { openLedger } = await import('./open-ledger.ts');
  return openLedger(context, work);
}
