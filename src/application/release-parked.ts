import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { finishTaak } from '#domain/interne-taak/finish-taak.ts';
import type { Afhandeling } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Taak } from '#domain/interne-taak/taak.ts';
import { cutText } from '#domain/text/cut-text.ts';
import type { Clock } from './ports/clock.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { TaakDecision, TaakStore } from './ports/taak-store.ts';

export type ReleaseOutcome =
  | { readonly kind: 'released' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-parked'; readonly state: MessageState };

/**
 * Takes a parked message out of the parking place on a person's word: tried again from its raw bytes, or laid aside for
 * good with a reason. The task that a person had for it is closed after that; when the process dies in between, the same
 * call closes it.
 */
export interface ReleaseParked {
  retry(messageUuid: string, door: string): Promise<ReleaseOutcome>;
  /** `reason` is the operator's own sentence; it is kept with the message and shown nowhere else. */
  discard(messageUuid: string, reason: string, door: string): Promise<ReleaseOutcome>;
}

export interface ReleaseDeps {
  readonly messages: Pick<MessageStore, 'find' | 'unpark'>;
  readonly taken: Pick<TaakStore, 'change'>;
  readonly clock: Clock;
}

type Destination = Parameters<MessageStore['unpark']>[1];

export function createReleaseParked({ messages, taken, clock }: ReleaseDeps): ReleaseParked {
  return {
    retry: (uuid, door) => release(uuid, { state: 'open' }, 'hersteld', door),
    discard: (uuid, reason, door) => {
      const detail = cutText(reason, 500);
      return release(uuid, { state: 'aside', reason: { code: 'verworpen', detail } }, 'afgesloten', door);
    },
  };

  async function release(
    uuid: string,
    to: Destination,
    afhandeling: Afhandeling,
    door: string,
  ): Promise<ReleaseOutcome> {
    const [message] = await messages.find([uuid], { raw: false });
    if (message === undefined) return { kind: 'not-found' };
    const released = await messages.unpark(uuid, to, clock.now());
    await taken.change(deterministicUuid(`message:${uuid}`, 'herstel-taak'), (taak) => close(taak, afhandeling, door));
    return released ? { kind: 'released' } : { kind: 'not-parked', state: message.state };
  }

  function close(taak: Taak, afhandeling: Afhandeling, door: string): TaakDecision<void> {
    if (taak.dossier.status === 'verwerkt') return { outcome: undefined };
    const handeling = { door, now: clock.now() };
    const closed = finishTaak(taak, handeling, { afhandeling, soort: 'afgesloten' }, { claim: false });
    return {
      outcome: undefined,
      change: { taak: closed, audit: buildTaakAudit(closed, handeling, 'bericht-vrijgegeven') },
    };
  }
}
