import type { ChannelName } from '#domain/inbound-message/channel-name.ts';
import type { Herstel } from '#domain/inbound-message/herstel.schema.ts';
import type { ParkReason } from '#domain/inbound-message/stored-message.schema.ts';
import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { finishTaak } from '#domain/interne-taak/finish-taak.ts';
import { herstelTaakUuid } from '#domain/interne-taak/herstel-taak.ts';
import type { Afhandeling } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Handeling, Taak } from '#domain/interne-taak/taak.ts';
import type { Clock } from '../ports/clock.ts';
import type { ParkedFound, ParkedStore } from '../ports/parked-store.ts';
import type { TaakDecision, TaakStore } from '../ports/taak-store.ts';
import { chooseJob, offerAgain, type OfferDeps } from './offer-again.ts';
import { refusalOf, toParkedChange, viaOf, type ActorDeps, type ParkedAct, type ParkedRefusal } from './parked-act.ts';

export interface ReleaseDeps extends OfferDeps, ActorDeps {
  readonly parked: Pick<ParkedStore, 'change'>;
  readonly taken: Pick<TaakStore, 'change'>;
  readonly clock: Clock;
}

export interface Release {
  readonly act: ParkedAct;
  readonly edit: (herstel: Herstel) => Herstel;
  /** Absent: open again. */
  readonly aside?: ParkReason;
  readonly afhandeling: Afhandeling;
  /** Decides by what stands there; answers why not. */
  readonly check?: (found: ParkedFound) => { readonly kind: string } | undefined;
}

/**
 * Takes a message out of the parked state, on a person's word: its state, the end of its task, who did it and the audit
 * are one commit, and then its job is enqueued at once. When Redis is away the reconciler does that.
 */
export async function releaseMessage<Other extends { readonly kind: string } = never>(
  deps: ReleaseDeps,
  uuid: string,
  { act: said, edit, aside, afhandeling, check }: Release,
): Promise<{ readonly kind: 'released' } | ParkedRefusal | Other> {
  const { parked, taken } = deps;
  const act = { ...said, ...viaOf(deps) };
  const jobOf = chooseJob(deps);
  const outcome = await parked.change(uuid, (found) => {
    const refused = refusalOf(found) ?? check?.(found);
    if (refused !== undefined) return { outcome: refused };
    const jobId = jobOf(found.message.channel);
    const to = aside === undefined ? ({ state: 'open', jobId } as const) : ({ state: 'aside', reason: aside } as const);
    const taak = found.taak === undefined ? {} : { taak: close({ dossier: found.taak }, afhandeling, act).dossier };
    const released = { kind: 'released' as const, channel: found.message.channel, jobId };
    return { outcome: released, change: toParkedChange(found, act, edit, { to, ...taak }) };
  });
  if (outcome === undefined) return { kind: 'not-found' };
  // Without transactions, or after a process that died in between, the task is closed here; otherwise nothing is left.
  if (outcome.kind === 'released' || outcome.kind === 'not-parked') {
    await taken.change(herstelTaakUuid(uuid), (taak) => closeIfOpen(taak, afhandeling, act));
  }
  if (!isReleased(outcome)) return outcome as ParkedRefusal | Other;
  if (aside === undefined) await offerAgain(deps, uuid, outcome);
  return { kind: 'released' };
}

interface Released {
  readonly kind: 'released';
  readonly channel: ChannelName;
  readonly jobId: string | undefined;
}
const isReleased = (outcome: { readonly kind: string }): outcome is Released => outcome.kind === 'released';

const close = (taak: Taak, afhandeling: Afhandeling, handeling: Handeling): Taak =>
  taak.dossier.status === 'verwerkt'
    ? taak
    : finishTaak(taak, handeling, { afhandeling, soort: 'afgesloten' }, { claim: false });

function closeIfOpen(taak: Taak, afhandeling: Afhandeling, handeling: Handeling): TaakDecision<void> {
  const closed = close(taak, afhandeling, handeling);
  if (closed === taak) return { outcome: undefined };
  const audit = buildTaakAudit(closed, handeling, 'bericht-vrijgegeven');
  return { outcome: undefined, change: { taak: closed, audit } };
}
