import { KCC } from '#domain/actor/medewerker.ts';
import type { Leesgrond } from '#domain/inzage/lezer.ts';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import type { LiggingFacts, LiggingReader } from './ports/ligging-reader.ts';

/** Who may read a klantcontact, and where it lies now (code of a unit). */
export interface Ligging extends Leesgrond, Pick<LiggingFacts, 'nummer' | 'plaatsgevondenOp'> {
  readonly ligtBij: string;
}

/** Of those that exist, by uuid. Two rounds of queries at most, however many are asked; one when all have a task. */
export type FindLiggingen = (klantcontacten: readonly string[]) => Promise<ReadonlyMap<string, Ligging>>;

export function createFindLiggingen(reader: LiggingReader): FindLiggingen {
  return async (klantcontacten) => {
    if (klantcontacten.length === 0) return new Map();
    const found = await reader.read([...new Set(klantcontacten)]);
    const vragen = found.flatMap(({ taken, antwoordOp }) => (taken.length === 0 ? antwoordOp : []));
    const asked = vragen.length === 0 ? [] : await reader.read([...new Set(vragen)]);
    const takenOf = new Map(asked.map(({ uuid, taken }) => [uuid, taken]));
    return new Map(found.map((facts) => [facts.uuid, toLigging(facts, takenVan(facts, takenOf))]));
  };
}

type Taken = LiggingFacts['taken'];

/**
 * The tasks that give the right to read it. An answer of ours has none and goes with its question; it is known by its id,
 * which follows from the task that it answers, so that no tie that somebody made can pass for one.
 */
function takenVan({ uuid, taken, antwoordOp }: LiggingFacts, takenOf: ReadonlyMap<string, Taken>): Taken {
  if (taken.length > 0) return taken;
  const answers = (vraag: Taken) => vraag.some((taak) => answerUuid(answerKey(taak.uuid)) === uuid);
  return antwoordOp.map((vraag) => takenOf.get(vraag) ?? []).find(answers) ?? [];
}

function toLigging(facts: LiggingFacts, taken: Taken): Ligging {
  const { nummer, plaatsgevondenOp, kanaal, vertrouwelijk } = facts;
  const [last] = taken.toSorted((a, b) => Number(b.nummer) - Number(a.nummer));
  const holder = taken.find(({ status }) => status === 'te_verwerken') ?? last;
  return { nummer, plaatsgevondenOp, kanaal, vertrouwelijk, taken, ligtBij: holder?.eenheid ?? KCC };
}
