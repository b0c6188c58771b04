import { defect } from '#domain/failure/failure.ts';
import type { MessageState, StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { FormOutcome } from '#application/ports/form-intake.ts';

const KINDS = {
  open: 'pending',
  registered: 'registered',
  aside: 'aside',
  parked: 'parked',
} as const satisfies Record<MessageState, string>;

/** How an accepted form stands, in the words of the sender. */
export function toOutcome(stored: StoredMessage | undefined, uuid?: string): FormOutcome {
  if (stored === undefined) {
    throw defect('form-vanished', 'An accepted form is not in the ledger', { facts: { message: uuid ?? '' } });
  }
  const { state, klantcontacten, internetaken } = stored;
  return {
    kind: KINDS[state],
    message: stored.uuid,
    klantcontacten: state === 'registered' ? klantcontacten : [],
    // A parked form has a task too, but that one is about repairing it and no concern of the sender.
    internetaken: state === 'registered' ? internetaken : [],
  };
}
