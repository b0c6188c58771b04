import type { ReleaseParked } from '#application/release-parked.ts';
import type { TraceMessage } from '#application/trace-message.ts';
import type { MessageStore } from '#application/ports/message-store.ts';
import type { CliContext } from './context.ts';

export interface Ledger {
  readonly messages: MessageStore;
  readonly trace: TraceMessage;
  readonly parked: ReleaseParked;
}

/** Opens the ledger for `work`. What that takes is loaded only now: help and mistakes are answered at once. */
export async function withLedger(context: CliContext, work: (ledger: Ledger) => Promise<number>): Promise<number> {
  const { openLedger } = await import('./open-ledger.ts');
  return openLedger(context, work);
}
