import type { Handelende } from '#domain/actor/handelende.ts';
import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { checkMayHandle, type TaakRefusal } from '#domain/interne-taak/check-may-handle.ts';
import { finishTaak } from '#domain/interne-taak/finish-taak.ts';
import { buildFollowUp, followUpUuid } from '#domain/interne-taak/follow-up-taak.ts';
import type { Routering, TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import { handelingVan, type Taak } from '#domain/interne-taak/taak.ts';
import { taakJobs } from '../jobs/taak-jobs.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import { enqueueAfterCommit } from './enqueue-after-commit.ts';
import type { Destination, DestinationRefusal } from './find-destination.ts';
import type { TakenDeps } from './taken-deps.ts';

export type HandOverOutcome =
  | { readonly kind: 'handed-over'; readonly taak: TaakDossier; readonly vervolg: TaakDossier }
  | TaakRefusal
  | DestinationRefusal
  /** It is there already. */
  | { readonly kind: 'same-destination' }
  /** C5499 is about tasks of the KCC. */
  | { readonly kind: 'not-with-kcc' }
  /** A message that could not be read has no klantcontact to follow up yet: it is repaired or closed. */
  | { readonly kind: 'no-klantcontact' }
  | { readonly kind: 'toelichting-missing' };

export interface HandOver {
  readonly taak: string;
  /** An automaat acts only on tasks that nobody has. */
  readonly wie: Handelende | { readonly automaat: string };
  readonly reden: 'doorgezet' | 'niet-door-kcc' | 'teruggestuurd';
  readonly naar: Destination;
  /** What is asked of the new unit, given what was asked of the old one. */
  readonly gevraagdeHandeling: (oud: TaakDossier) => string;
  /** Goes with the old task into the register, and to the new one. */
  readonly toelichting: string;
  readonly routering: Routering;
  readonly check: (dossier: TaakDossier) => HandOverOutcome | undefined;
}

/**
 * Ends a task and makes the follow-up on the same klantcontact, in one commit; then puts one job on `interne-taken`.
 * When the new task cannot be stored the old one stays `te_verwerken` (acceptance statement 50); the same decision
 * twice gives one follow-up (statement 51).
 */
export async function handOver(deps: TakenDeps, request: HandOver): Promise<HandOverOutcome> {
  const before = await deps.taken.find(request.taak);
  if (before === undefined) return { kind: 'not-found' };
  const early = refuse(before, request);
  if (early !== undefined) return (await findRepeated(deps, request, early)) ?? early;
  const [nummer = ''] = await deps.register.reserveNummers('internetaak', 1);
  const now = deps.clock.now();
  const outcome = await deps.taken.change(request.taak, (taak) => decide(deps, request, taak, nummer, now));
  if (outcome === undefined) return { kind: 'not-found' };
  if (outcome.kind !== 'handed-over') return (await findRepeated(deps, request, outcome)) ?? outcome;
  const { vervolg } = outcome;
  await enqueueAfterCommit(deps, vervolg.melden ? taakJobs(vervolg) : []);
  return outcome;
}

function refuse(dossier: TaakDossier, { wie, naar, check }: HandOver): HandOverOutcome | undefined {
  const refusal = 'automaat' in wie ? refuseAutomaat(dossier) : checkMayHandle(dossier, wie);
  if (refusal !== undefined) return refusal;
  if (dossier.klantcontact === undefined) return { kind: 'no-klantcontact' };
  if (dossier.eenheid === naar.eenheid && (naar.medewerker ?? dossier.behandelaar) === dossier.behandelaar) {
    return { kind: 'same-destination' };
  }
  return check(dossier);
}

function refuseAutomaat({ status, behandelaar }: TaakDossier): TaakRefusal | undefined {
  if (status === 'verwerkt') return { kind: 'already-finished' };
  return behandelaar === undefined ? undefined : { kind: 'claimed-by-another', behandelaar };
}

function decide(
  { settings }: TakenDeps,
  request: HandOver,
  taak: Taak,
  nummer: string,
  now: Date,
): TaakDecision<HandOverOutcome> {
  const { dossier, internetaak } = taak;
  const refusal = refuse(dossier, request);
  if (refusal !== undefined) return { outcome: refusal };
  if (internetaak === undefined) return { outcome: { kind: 'no-klantcontact' } };
  const { wie, reden, toelichting, naar } = request;
  const handeling = 'automaat' in wie ? { door: wie.automaat, now } : handelingVan(wie, now);
  const vervolg = buildFollowUp(
    { dossier, internetaak },
    {
      ...handeling,
      reden,
      nummer,
      gevraagdeHandeling: request.gevraagdeHandeling(dossier),
      toelichting,
      routering: request.routering,
      ...(naar.medewerker === undefined ? {} : { medewerker: naar.medewerker }),
      termijnWerkdagen: settings.termijnWerkdagen,
      isHoliday: settings.isHoliday,
    },
  );
  const { uuid } = vervolg.dossier;
  const finished = finishTaak(
    { dossier: { ...dossier, vervolg: { uuid, nummer } }, internetaak },
    handeling,
    { afhandeling: reden, soort: reden, toelichting },
    { claim: !('automaat' in wie) },
  );
  return {
    outcome: { kind: 'handed-over', taak: finished.dossier, vervolg: vervolg.dossier },
    change: {
      taak: finished,
      vervolg,
      audit: buildTaakAudit(finished, handeling, `taak-${reden}`, [{ soort: 'internetaak', uuid }]),
    },
  };
}

/** The same person sent the same decision again (a second click, a lost answer): they get the answer of the first. */
async function findRepeated(
  { taken }: TakenDeps,
  { taak, wie, reden, naar }: HandOver,
  refusal: HandOverOutcome,
): Promise<HandOverOutcome | undefined> {
  if (refusal.kind !== 'already-finished' || refusal.afhandeling !== reden) return undefined;
  const [old, vervolg] = await Promise.all([taken.find(taak), taken.find(followUpUuid(taak, reden))]);
  if (old === undefined || vervolg === undefined) return undefined;
  const isMine = !('automaat' in wie) && old.behandelaar === wie.gebruikersnaam;
  const same = isMine && vervolg.routering.eenheid === naar.eenheid;
  return same ? { kind: 'handed-over', taak: old, vervolg } : undefined;
}
