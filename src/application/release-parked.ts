import { VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import { cutText } from '#domain/text/cut-text.ts';
import type { ParkedFound } from './ports/parked-store.ts';
import { REDEN_LIMIT, toParkedChange, viaOf, type ParkedAct, type ParkedRefusal } from './parked/parked-act.ts';
import { isPerson, secondPair } from './parked/second-pair.ts';
import { releaseMessage, type ReleaseDeps } from './parked/release-message.ts';

export type ReleaseOutcome = { readonly kind: 'released' } | ParkedRefusal;
export type DiscardOutcome =
  | ReleaseOutcome
  /** Noted; it stays parked until somebody else confirms it. */
  | { readonly kind: 'proposed' }
  /** Whoever proposed it cannot confirm it. */
  | { readonly kind: 'needs-another'; readonly door: string }
  /** With four eyes only an account is a pair of eyes. */
  | { readonly kind: 'needs-account' };

/**
 * Takes a parked message out of the parking place on a person's word: tried again from its bytes (those that came, or
 * those put in their place), or laid aside with a reason. The task that a person had for it ends in the same
 * commit. Of two at once one wins; the other is told where the message is.
 */
export interface ReleaseParked {
  retry(messageUuid: string, door: string): Promise<ReleaseOutcome>;
  /**
   * `reason` is the person's own sentence; it is kept with the message and shown nowhere else. With four eyes the first
   * call proposes and one by somebody else confirms; the reason is that of the proposal then.
   */
  discard(messageUuid: string, reason: string, door: string): Promise<DiscardOutcome>;
}

export interface ReleaseParkedDeps extends ReleaseDeps {
  /** Whether discarding asks for two people (`parkeren.vierOgen`); asked when somebody discards. */
  readonly vierOgen: () => boolean;
}

export function createReleaseParked(deps: ReleaseParkedDeps): ReleaseParked {
  const { parked, clock, vierOgen } = deps;
  return {
    retry: (uuid, door) =>
      releaseMessage(deps, uuid, {
        act: { handeling: 'opnieuw-aangeboden', door, now: clock.now() },
        edit: ({ weggelegdVoorstel: _, ...herstel }) => herstel,
        afhandeling: 'hersteld',
      }),
    discard: async (uuid, reason, door) => {
      const reden = cutText(reason, REDEN_LIMIT);
      if (!vierOgen()) return lay(uuid, reden, door);
      const proposal = await propose(uuid, reden, door);
      if (proposal.kind !== 'may-confirm') return proposal;
      return lay(uuid, proposal.reden, door);
    },
  };

  function lay(uuid: string, reden: string, door: string) {
    return releaseMessage<Extract<DiscardOutcome, { kind: 'needs-another' }>>(deps, uuid, {
      act: { handeling: 'weggelegd', door, now: clock.now(), reden },
      edit: (herstel) => herstel,
      aside: { code: VERWORPEN, ...(reden === '' ? {} : { detail: reden }) },
      afhandeling: 'afgesloten',
      // Somebody may have withdrawn the proposal in between, by repairing the message.
      check: (found) => (vierOgen() ? secondPair(proposedBy(found, door), door) : undefined),
    });
  }

  async function propose(uuid: string, reden: string, door: string) {
    const act: ParkedAct = { handeling: 'wegleggen-voorgesteld', door, now: clock.now(), reden, ...viaOf(deps) };
    const outcome = await parked.change<DiscardOutcome | { kind: 'may-confirm'; reden: string }>(uuid, (found) => {
      const { state, herstel } = found.message;
      if (state !== 'parked') return { outcome: { kind: 'not-parked', state } };
      const voorstel = herstel?.weggelegdVoorstel;
      // One by nobody who was proved is no proposal.
      if (voorstel !== undefined && isPerson(voorstel.door))
        return { outcome: secondPair(voorstel.door, door) ?? { kind: 'may-confirm', reden: voorstel.reden } };
      if (!isPerson(door)) return { outcome: { kind: 'needs-account' } };
      const weggelegdVoorstel = { reden, door, op: act.now };
      return {
        outcome: { kind: 'proposed' },
        change: toParkedChange(found, act, (before) => ({ ...before, weggelegdVoorstel })),
      };
    });
    return outcome ?? ({ kind: 'not-found' } as const);
  }
}

const proposedBy = ({ message }: ParkedFound, door: string) => message.herstel?.weggelegdVoorstel?.door ?? door;
