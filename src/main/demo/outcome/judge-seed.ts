import type { MessageSummary } from '#application/ports/message-store.ts';
import type { Seed } from '../seed/seed.ts';
import type { Ledger } from './ledger.ts';
import type { RegisterReading } from './register-reading.ts';
import { uuidsOf, type SeedOutcome } from './seed-outcome.ts';

export interface Witnesses {
  readonly register: RegisterReading;
  readonly ledger: Pick<Ledger, 'trace'>;
  readonly startedAt: Date;
}

/** Holds what came of a seed against what should have: in the ledger, and through the API of the register. */
export async function judgeSeed(
  seed: Seed,
  messages: readonly MessageSummary[],
  { register, ledger, startedAt }: Witnesses,
): Promise<SeedOutcome> {
  if (messages.length === 0) {
    return { seed, messages, isKnown: false, klantcontacten: 0, naar: [], verschillen: ['niet aangekomen'] };
  }
  const klantcontacten = uuidsOf(messages, 'klantcontacten');
  const found = await Promise.all(klantcontacten.map((uuid) => register.hasKlantcontact(uuid)));
  const { expects, terms } = seed;
  const taken = uuidsOf(messages, 'internetaken');
  // What cannot be read has no klantcontact, so its one taak (to mend it) is not in the register either.
  const eenheden = expects.state === 'parked' ? [] : await Promise.all(taken.map((uuid) => register.findEenheid(uuid)));
  const naar = eenheden.map((code) => code ?? 'onbekend').sort();
  const verschillen = [
    ...differs('aangekomen berichten', terms.length, messages.length),
    ...[...new Set(messages.map(({ state }) => state))].flatMap((state) => differs('toestand', expects.state, state)),
    ...differs('klantcontacten', expects.klantcontacten, klantcontacten.length),
    ...differs('klantcontacten in de API', klantcontacten.length, found.filter(Boolean).length),
    ...(await tiedTo(seed, klantcontacten, register, ledger)),
    ...differs('taken', expects.state === 'parked' ? 1 : expects.naar.length, taken.length),
    ...differs('taken bij', expects.naar.join(', '), naar.join(', ')),
  ];
  const isKnown = messages.every(({ acceptedAt }) => acceptedAt < startedAt);
  return { seed, messages, isKnown, klantcontacten: klantcontacten.length, naar, verschillen };
}

/** A reply stands beside the question that it answers (VNG 4.9). */
async function tiedTo(
  { expects: { antwoordOp } }: Seed,
  klantcontacten: readonly string[],
  register: RegisterReading,
  ledger: Pick<Ledger, 'trace'>,
): Promise<string[]> {
  if (antwoordOp === undefined) return [];
  const earlier = uuidsOf(await ledger.trace(antwoordOp), 'klantcontacten');
  const tied = (await Promise.all(klantcontacten.map((uuid) => register.findEarlier(uuid)))).flat();
  return earlier.some((uuid) => tied.includes(uuid)) ? [] : ['niet verbonden met het eerdere klantcontact'];
}

const differs = (what: string, expected: string | number, actual: string | number): string[] =>
  expected === actual ? [] : [`${what}: verwacht ${expected || 'geen'}, gevonden ${actual || 'geen'}`];
