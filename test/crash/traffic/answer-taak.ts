import { setTimeout as delay } from 'node:timers/promises';
import { COLLEGA, FORM_TOKEN, MEDEWERKER } from '../world/crash-config.ts';
import type { Outside } from './outside.ts';
import { persist, refuse } from './persist.ts';

const ANSWER_MS = 15_000;

/**
 * Answers the question of a form by mail, as a colleague does: again until it is known that there is an answer. Doubled:
 * two colleagues with something else to say, of whom one comes too late. The answer is longer than a klantcontact
 * holds, so that it is a document as well.
 */
export async function answerTaak(
  outside: Outside,
  kanaal: string,
  form: string,
  { serial, isDoubled }: { serial: number; isDoubled: boolean },
): Promise<void> {
  let nummer: string | undefined;
  await persist(async () => {
    // The same form again has the same answer; by now that names its task.
    const { status, body } = await post(outside, `/formulieren/${kanaal}`, form);
    refuse(`/formulieren/${kanaal}`, status);
    nummer = (body as { internetaken?: { nummer: string }[] }).internetaken?.[0]?.nummer;
    return nummer !== undefined;
  }, outside.signal);
  const path = `/taken/${nummer ?? ''}/beantwoorden`;
  const answer = (medewerker: string) =>
    persist(async () => {
      const antwoord = `Antwoord van ${medewerker} op vraag ${serial}. `.repeat(medewerker.length * 10);
      const { status } = await post(outside, path, JSON.stringify({ medewerker, antwoord, kanaal: 'email' }));
      // A colleague was first.
      if (status !== 409) refuse(path, status);
      return status === 200 || status === 409;
    }, outside.signal);
  await Promise.all(
    isDoubled ? [answer(MEDEWERKER), delay(serial % 40).then(() => answer(COLLEGA))] : [answer(MEDEWERKER)],
  );
}

async function post({ fleet, signal }: Outside, path: string, body: string) {
  const [address] = fleet.addresses();
  if (address === undefined) return { status: 503, body: {} };
  const response = await fetch(address + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Token ${FORM_TOKEN}` },
    body,
    signal: AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)]),
  });
  return { status: response.status, body: await response.json().catch(() => ({})) };
}
