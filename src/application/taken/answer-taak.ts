import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { Handelende } from '#domain/actor/handelende.ts';
import { buildTaakAudit } from '#domain/interne-taak/build-taak-audit.ts';
import { checkMayHandle } from '#domain/interne-taak/check-may-handle.ts';
import { finishTaak } from '#domain/interne-taak/finish-taak.ts';
import { handelingVan, type Taak } from '#domain/interne-taak/taak.ts';
import { cleanText } from '#domain/text/clean-text.ts';
import { mailJob } from '../jobs/uitgaand-jobs.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { TaakDecision } from '../ports/taak-store.ts';
import { defaultKanaal } from './answer-route.ts';
import { enqueueAfterCommit } from './enqueue-after-commit.ts';
import { findRepeatedAnswer } from './find-repeated-answer.ts';
import { prepareAnswer, type PrepareDeps, type PreparedAnswer } from './prepare-answer.ts';
import type { AnswerOutcome } from './answer-outcome.ts';
import type { TaakRequest, TakenDeps } from './taken-deps.ts';

/**
 * Answers the question of a task (C9708, acceptance statement 46): a new klantcontact tied to the question, the task
 * `verwerkt`, and a mail on its way when the kanaal is e-mail and a mailbox can send; all in one commit.
 */
export type AnswerTaak = (
  request: TaakRequest & { readonly antwoord: string; readonly kanaal?: KanaalSleutel },
) => Promise<AnswerOutcome>;

export interface AnswerDeps extends TakenDeps, PrepareDeps {
  readonly outbox: Pick<OutboxStore, 'find'>;
}

const LONGEST = 50_000;

export function createAnswerTaak(deps: AnswerDeps): AnswerTaak {
  return async ({ taak: uuid, medewerker, antwoord: given, kanaal: chosen }) => {
    const antwoord = cleanText(given);
    if (antwoord === '') return { kind: 'antwoord-missing' };
    if (antwoord.length > LONGEST) return { kind: 'antwoord-too-long' };
    const before = await deps.taken.find(uuid);
    if (before === undefined) return { kind: 'not-found' };
    const refusal = checkMayHandle(before, medewerker);
    if (refusal !== undefined) return orRepeated(refusal);
    const vraag = before.klantcontact === undefined ? undefined : await deps.taken.findContact(before.klantcontact);
    if (vraag === undefined) return { kind: 'no-klantcontact' };
    const kanaal = chosen ?? defaultKanaal(vraag.klantcontact.kanaal, deps.settings.kanalen);
    const prepared = await prepareAnswer(deps, before, vraag, { antwoord, kanaal, medewerker });
    if (prepared === undefined) return { kind: 'no-address' };
    const outcome = await deps.taken.change(uuid, (current) => decide(current, medewerker, prepared));
    if (outcome === undefined) return { kind: 'not-found' };
    if (outcome.kind !== 'answered') return orRepeated(outcome);
    await enqueueAfterCommit(deps, prepared.uitgaand === undefined ? [] : [mailJob(prepared.uitgaand.uuid)]);
    return outcome;

    async function orRepeated(refused: AnswerOutcome): Promise<AnswerOutcome> {
      return (await findRepeatedAnswer(deps, uuid, medewerker, refused)) ?? refused;
    }
  };
}

function decide(
  current: Taak,
  medewerker: Handelende,
  { unit, uitgaand, verzending, now }: PreparedAnswer,
): TaakDecision<AnswerOutcome> {
  const refusal = checkMayHandle(current.dossier, medewerker);
  if (refusal !== undefined) return { outcome: refusal };
  const { uuid, nummer } = unit.klantcontact;
  const handeling = handelingVan(medewerker, now);
  const toelichting = `Beantwoord in klantcontact ${nummer}.`;
  const afsluiting = { afhandeling: 'beantwoord', soort: 'beantwoord', toelichting } as const;
  const finished = finishTaak(current, handeling, afsluiting, { claim: true });
  return {
    outcome: { kind: 'answered', taak: finished.dossier, antwoord: { uuid, nummer }, verzending },
    change: {
      taak: finished,
      unit,
      ...(uitgaand === undefined ? {} : { uitgaand }),
      audit: buildTaakAudit(finished, handeling, 'taak-beantwoord', [{ soort: 'klantcontact', uuid }]),
    },
  };
}
