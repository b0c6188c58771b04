import type { MessageSummary } from '#application/ports/message-store.ts';
import type { Seed } from '../seed/seed.ts';
import type { RegisterReading } from './register-reading.ts';
import { uuidsOf, type SeedOutcome } from './seed-outcome.ts';

/** Holds what came of a seed against what should have: in the ledger, and through the API of the register. */
export async function judgeSeed(
  seed: Seed,
  messages: readonly MessageSummary[],
  register: RegisterReading,
  startedAt: Date,
): Promise<SeedOutcome> {
  const klantcontacten = uuidsOf(messages, 'klantcontacten');
  const found = await Promise.all(klantcontacten.map((uuid) => register.hasKlantcontact(uuid)));
  const eenheden = await Promise.all(uuidsOf(messages, 'internetaken').map((uuid) => register.findEenheid(uuid)));
  const naar = eenheden.map((code) => code ?? 'onbekend').sort();
  const { expects, terms } = seed;
  const verschillen = [
    ...differs('aangekomen berichten', terms.length, messages.length),
    ...[...new Set(messages.map(({ state }) => state))].flatMap((state) => differs('toestand', expects.state, state)),
    ...differs('klantcontacten', expects.klantcontacten, klantcontacten.length),
    ...differs('klantcontacten in de API', klantcontacten.length, found.filter(Boolean).length),
    ...differs('taken bij', expects.naar.join(', '), naar.join(', ')),
  ];
  const isKnown = messages.length > 0 && messages.every(({ acceptedAt }) => acceptedAt < startedAt);
  return { seed, messages, isKnown, klantcontacten: klantcontacten.length, naar, verschillen };
}

const differs = (what: string, expected: string | number, actual: string | number): string[] =>
  expected === actual ? [] : [`${what}: verwacht ${expected || 'geen'}, gevonden ${actual || 'geen'}`];
