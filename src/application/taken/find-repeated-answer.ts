import type { Medewerker } from '#domain/actor/medewerker.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { AnswerOutcome } from './answer-outcome.ts';
import type { TakenDeps } from './taken-deps.ts';

/** The same person sent an answer again (a second click, a lost reply): they are told of the first. */
export async function findRepeatedAnswer(
  { taken, outbox }: Pick<TakenDeps, 'taken'> & { readonly outbox: Pick<OutboxStore, 'find'> },
  taak: string,
  { gebruikersnaam }: Medewerker,
  refusal: AnswerOutcome,
): Promise<AnswerOutcome | undefined> {
  if (refusal.kind !== 'already-finished' || refusal.afhandeling !== 'beantwoord') return undefined;
  const key = answerKey(taak);
  const uuid = answerUuid(key);
  const [dossier, answer, mail] = await Promise.all([
    taken.find(taak),
    taken.findContact(uuid),
    outbox.find(deterministicUuid(key, 'uitgaand')),
  ]);
  if (dossier === undefined || answer === undefined || dossier.behandelaar !== gebruikersnaam) return undefined;
  const { nummer, indicatieContactGelukt } = answer.klantcontact;
  const unsent = indicatieContactGelukt === true ? 'niet-nodig' : 'zelf-verzenden';
  const verzending = mail === undefined ? unsent : 'wordt-verzonden';
  return { kind: 'answered', taak: dossier, antwoord: { uuid, nummer }, verzending };
}
