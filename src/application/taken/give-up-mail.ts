import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { buildFollowUp } from '#domain/interne-taak/follow-up-taak.ts';
import { HANDELING } from '#domain/interne-taak/interne-taak.schema.ts';
import { toGebeurtenis, withGebeurtenis, type Taak } from '#domain/interne-taak/taak.ts';
import type { TaakDossier } from '#domain/interne-taak/taak-dossier.schema.ts';
import type { Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import { taakJobs } from '../jobs/taak-jobs.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import { enqueueAfterCommit } from './enqueue-after-commit.ts';
import type { TakenDeps } from './taken-deps.ts';

/**
 * A mail that cannot be sent. An answer that does not reach the citizen is work again: a follow-up task on the question
 * for the unit that answered, one per mail. The mail is marked last, so that an attempt that died is repeated whole.
 */
export type GiveUpMail = (uitgaand: string, reden: string) => Promise<void>;

export interface GiveUpDeps extends Pick<TakenDeps, 'taken' | 'register' | 'jobs' | 'settings' | 'clock' | 'log'> {
  readonly outbox: OutboxStore;
}

export function createGiveUpMail(deps: GiveUpDeps): GiveUpMail {
  return async (uuid, reden) => {
    const mail = await deps.outbox.find(uuid);
    if (mail === undefined || mail.state !== 'open') return;
    if (mail.taak !== undefined) {
      const [nummer = ''] = await deps.register.reserveNummers('internetaak', mail.soort === 'antwoord' ? 1 : 0);
      const made = await deps.taken.change(mail.taak, (taak) => decide(deps, taak, { mail, reden, nummer }));
      await enqueueAfterCommit(deps, made?.melden === true ? taakJobs(made) : []);
    }
    await deps.outbox.markFailed(uuid, reden);
  };
}

function decide(
  { settings, clock }: GiveUpDeps,
  { dossier, internetaak }: Taak,
  { mail, reden, nummer }: { mail: Uitgaand; reden: string; nummer: string },
): TaakDecision<TaakDossier | undefined> {
  const handeling = { door: 'verzending', now: clock.now() };
  const said = `${mail.soort} ${mail.uuid}: ${reden}`;
  const known = dossier.verloop.some(
    ({ soort, toelichting }) => soort === 'verzending-mislukt' && toelichting === said,
  );
  if (known) return { outcome: undefined };
  const taak: Taak = {
    dossier: withGebeurtenis(dossier, toGebeurtenis('verzending-mislukt', handeling, said)),
    ...(internetaak === undefined ? {} : { internetaak }),
  };
  if (mail.soort === 'melding' || internetaak === undefined) return { outcome: undefined, change: { taak } };
  const vervolg = buildFollowUp(
    { dossier, internetaak },
    {
      ...handeling,
      reden: `niet-bezorgd:${mail.uuid}`,
      nummer,
      gevraagdeHandeling: HANDELING.opvolgen,
      toelichting: 'Het antwoord per e-mail kon niet worden bezorgd. Neem op een andere manier contact op.',
      routering: { eenheid: dossier.eenheid, uitleg: `antwoord niet bezorgd (${reden})` },
      termijnWerkdagen: settings.termijnWerkdagen,
      isHoliday: settings.isHoliday,
    },
  );
  const audit = buildTaakAudit(taak, handeling, 'antwoord-niet-bezorgd', [
    { soort: 'internetaak', uuid: vervolg.dossier.uuid },
  ]);
  return {
    outcome: vervolg.dossier,
    change: {
      taak: { ...taak, dossier: { ...taak.dossier, vervolg: { uuid: vervolg.dossier.uuid, nummer } } },
      vervolg,
      audit,
    },
  };
}
