import type { Random } from '../plan/random.ts';
import type { SENDING_KINDS, Sending } from '../plan/sending.ts';
import { FORM_TOKEN, MEDEWERKER } from '../world/crash-config.ts';
import { questionOf, subjectOf } from './compose.ts';
import type { Outside } from './outside.ts';
import { answerTaak } from './answer-taak.ts';
import { persist, refuse } from './persist.ts';

type FormKind = (typeof SENDING_KINDS)['form'][number];
const ANSWER_MS = 15_000;

/** Submits a form as a form builder does: with an id of its own, and again until it knows that it was taken. */
export async function sendForm(outside: Outside, { kind, serial }: Sending, random: Random): Promise<void> {
  const name = kind.slice('form/'.length) as FormKind;
  const kanaal = name === 'balie' || name === 'answered' ? 'balie' : 'webformulier';
  const inzendingId = `crash-form-${serial}`;
  const body = JSON.stringify({
    inzendingId,
    ...(kanaal === 'balie' ? { medewerker: MEDEWERKER } : {}),
    betrokkenen:
      name === 'answered' ? [{}] : [{ volledigeNaam: 'Jan Smit', emailadres: `jan-${serial}@burger.example` }],
    onderwerpen: [
      {
        onderwerp: subjectOf(random, serial),
        vraag: questionOf(random),
        ...(name === 'answered' ? { beantwoord: true, antwoord: 'Ja.' } : {}),
      },
    ],
  });
  const post = () => postForm(outside, kanaal, body, random, ANSWER_MS);
  if (name === 'lost-answer') await postForm(outside, kanaal, body, random, random.int(1, 60)).catch(() => false);
  const senders = name === 'twice-at-once' ? [post, post] : [post];
  await Promise.all(senders.map((attempt) => persist(attempt, outside.signal)));
  const isAnswered = name === 'answered-later' || name === 'two-answers';
  // One that is answered on the spot for nobody in particular is not registered (VNG, acceptance statement 33).
  const expected = name === 'answered' ? 'aside' : 'registered';
  outside.sent.add({
    serial,
    kind,
    alias: inzendingId,
    expected,
    ...(expected === 'aside' ? {} : { bijlagen: 0 }),
    isAnswered,
  });
  if (isAnswered) await answerTaak(outside, kanaal, body, { serial, isDoubled: name === 'two-answers' });
}

async function postForm({ fleet, signal }: Outside, kanaal: string, body: string, random: Random, waitMs: number) {
  const addresses = fleet.addresses();
  if (addresses.length === 0) return false;
  const { status } = await fetch(`${random.pick(addresses)}/formulieren/${kanaal}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Token ${FORM_TOKEN}` },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(waitMs)]),
  });
  refuse(`/formulieren/${kanaal}`, status);
  return status === 201 || status === 202;
}
