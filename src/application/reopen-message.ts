import { isBeyondReopening, VERWORPEN } from '#domain/inbound-message/aside-reasons.ts';
import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { Herstel } from '#domain/inbound-message/herstel.schema.ts';
import type { MessageState } from '#domain/inbound-message/stored-message.schema.ts';
import { cutText } from '#domain/text/cut-text.ts';
import { chooseJob, offerAgain, type OfferDeps } from './parked/offer-again.ts';
import { REDEN_LIMIT, toParkedChange, viaOf, type ActorDeps, type ParkedAct } from './parked/parked-act.ts';
import { isPerson, secondPair } from './parked/second-pair.ts';
import type { Clock } from './ports/clock.ts';
import type { ParkedFound, ParkedStore } from './ports/parked-store.ts';

export type ReopenOutcome =
  | { readonly kind: 'reopened' }
  /** Noted; it stays aside until somebody else confirms it. */
  | { readonly kind: 'proposed' }
  /** Whoever proposed it cannot confirm it. */
  | { readonly kind: 'needs-another'; readonly door: string }
  /** With four eyes only an account is a pair of eyes. */
  | { readonly kind: 'needs-account' }
  | { readonly kind: 'not-found' }
  | { readonly kind: 'not-aside'; readonly state: MessageState }
  /** Its bytes are destroyed, or it was a delivery whose messages stand on their own. */
  | { readonly kind: 'nothing-to-register' };

/**
 * Brings back a message that is aside, on a person's word (product decision 9). What the rules set aside is registered
 * now, whatever they say; what a person discarded is read again, and parked with its task when it still cannot be read.
 * With four eyes, undoing a discard asks for two people, as discarding did. State, who, why and the audit are one commit.
 */
export interface ReopenMessage {
  /** `reason` is the person's own sentence; it is kept with the message. That of a proposal counts when it is confirmed. */
  reopen(messageUuid: string, reason: string, door: string): Promise<ReopenOutcome>;
}

export interface ReopenDeps extends OfferDeps, ActorDeps {
  readonly parked: Pick<ParkedStore, 'change'>;
  readonly clock: Clock;
  readonly vierOgen: () => boolean;
}

interface Reopened {
  readonly kind: 'reopened';
  readonly channel: ChannelName;
  readonly jobId: string | undefined;
}

export function createReopenMessage(deps: ReopenDeps): ReopenMessage {
  const { parked, clock, vierOgen } = deps;
  return {
    async reopen(uuid, reason, door) {
      const by = { door, now: clock.now(), reden: cutText(reason, REDEN_LIMIT), ...viaOf(deps) };
      const jobOf = chooseJob(deps);
      const outcome = await parked.change<Exclude<ReopenOutcome, { kind: 'reopened' | 'not-found' }> | Reopened>(
        uuid,
        (found) => {
          const refused = refusalOf(found);
          if (refused !== undefined) return { outcome: refused };
          const { channel, reason: was, herstel } = found.message;
          const proposal = herstel?.heropenVoorstel;
          if (was?.code === VERWORPEN && vierOgen()) {
            if (proposal === undefined || !isPerson(proposal.door))
              return isPerson(door)
                ? { outcome: { kind: 'proposed' }, change: propose(found, by) }
                : { outcome: { kind: 'needs-account' } };
            const refusedToo = secondPair(proposal.door, door);
            if (refusedToo !== undefined) return { outcome: refusedToo };
          }
          const jobId = jobOf(channel);
          const act: ParkedAct = { handeling: 'heropend', ...by, reden: proposal?.reden ?? by.reden };
          const edit = (before: Herstel) => reopened(before, was?.code);
          const change = toParkedChange(found, act, edit, { to: { state: 'open', jobId } });
          return { outcome: { kind: 'reopened', channel, jobId }, change };
        },
      );
      if (outcome === undefined) return { kind: 'not-found' };
      if (outcome.kind !== 'reopened') return outcome;
      await offerAgain(deps, uuid, outcome);
      return { kind: 'reopened' };
    },
  };
}

function refusalOf({ message: { state, reason } }: ParkedFound) {
  if (state !== 'aside') return { kind: 'not-aside', state } as const;
  return isBeyondReopening(reason?.code) ? ({ kind: 'nothing-to-register' } as const) : undefined;
}

function propose(found: ParkedFound, by: Omit<ParkedAct, 'handeling'> & { readonly reden: string }) {
  const { door, now: op, reden } = by;
  const act: ParkedAct = { handeling: 'heropenen-voorgesteld', ...by };
  return toParkedChange(found, act, (before) => ({ ...before, heropenVoorstel: { reden, door, op } }));
}

/** Both proposals are off the table. What a person discarded is judged by the rules as if it had just come in. */
function reopened(before: Herstel, was: string | undefined): Herstel {
  const { heropenVoorstel: _h, weggelegdVoorstel: _w, ...herstel } = before;
  return was === undefined || was === VERWORPEN ? herstel : { ...herstel, tochRegistreren: { was } };
}
