import { stateAfter, transition } from '#domain/inbound-message/message-life.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import { eventOf, type ParkedChange, type ParkedFound, type ParkedStore } from '#application/ports/parked-store.ts';
import type { MemoryDatabase, Turn } from './memory-database.ts';
import { withoutRaw, withStep } from './memory-message-store.ts';

/** People's acts in memory, with the promises of the port. */
export function createMemoryParkedStore(deps: {
  readonly database: MemoryDatabase;
  readonly turn: Turn;
}): Pick<ParkedStore, 'find' | 'change'> {
  const { turn, database } = deps;
  const { messages, herstel, audit } = database;
  return {
    find: (uuid) => turn('find parked', () => find(uuid)),
    change: (uuid, decide) =>
      turn('change parked', () => {
        const found = find(uuid);
        if (found === undefined) return undefined;
        const { outcome, change } = decide(found);
        if (change !== undefined) write(uuid, found, change);
        return outcome;
      }),
  };

  function find(uuid: string): ParkedFound | undefined {
    const message = messages.find(uuid);
    if (message === undefined) return undefined;
    const taak = herstel.find(herstelTaakUuid(uuid));
    return { message: withoutRaw(message), ...(taak === undefined ? {} : { taak }) };
  }

  function write(uuid: string, found: ParkedFound, change: ParkedChange): void {
    const message = messages.find(uuid);
    const event = eventOf(found, change);
    if (message === undefined || transition(message.state, event).kind !== 'moved') return;
    messages.replace(toMessage(withStep(message, change.step), change, event));
    if (change.taak !== undefined) herstel.replace(change.taak);
    audit.insert(change.audit);
  }
}

function toMessage(
  message: StoredMessage,
  { herstel, to, step }: ParkedChange,
  event: ReturnType<typeof eventOf>,
): StoredMessage {
  if (to === undefined) return { ...message, herstel };
  const state = stateAfter(event);
  if (to.state === 'aside') return { ...message, herstel, state, reason: to.reason, finishedAt: step.op };
  const { reason: _r, finishedAt: _f, jobId: _j, ...rest } = message;
  const { jobId } = to;
  return { ...rest, herstel, state, attempts: 0, internetaken: [], ...(jobId === undefined ? {} : { jobId }) };
}
