import type { Connection } from 'mongoose';
import { toInzage, type Inzage } from '#domain/inzage/inzage.ts';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import { collectionOf, idsOf, type AnyDocument } from '../records/collections.ts';
import { options, type Session } from '../session.ts';
import { INZAGE, INZAGE_DAAR } from './readable-by.ts';

/** What hangs on a klantcontact, by the field that says on which. */
const HANGS_ON = {
  betrokkenen: 'hadKlantcontact',
  actorklantcontacten: 'klantcontact',
  bijlagen: 'wasBijlageVanKlantcontact',
  onderwerpobjecten: 'klantcontact',
  internetaken: 'aanleidinggevendKlantcontact',
} as const;

/**
 * Looks up anew who may read these klantcontacten and our answers to them, and writes that beside everything of theirs:
 * after a task was made on one, and for what an older program registered. Repeating it changes nothing.
 */
export async function renewInzage(connection: Connection, uuids: readonly string[], session?: Session): Promise<void> {
  const read = (name: string, filter: object, projection: Record<string, 1>) =>
    collectionOf(connection, name)
      .find(filter as never, { projection, ...options(session) })
      .toArray();
  const tasksOf = (klantcontacten: readonly string[]) =>
    read('taakdossiers', { klantcontact: { $in: [...klantcontacten] } }, { klantcontact: 1, eenheid: 1 });

  const answers = (await tasksOf(uuids)).map(({ _id }) => answerUuid(answerKey(_id)));
  const wanted = [...new Set([...uuids, ...answers])];
  const contacts = await read('klantcontacten', { _id: { $in: wanted } }, { kanaal: 1, vertrouwelijk: 1 });
  const ties = await read(
    'onderwerpobjecten',
    { klantcontact: { $in: wanted } },
    { klantcontact: 1, wasKlantcontact: 1 },
  );
  const questions = ties.flatMap(({ wasKlantcontact }) =>
    wasKlantcontact === undefined ? [] : [String(wasKlantcontact)],
  );
  const tasks = Map.groupBy(await tasksOf([...wanted, ...questions]), ({ klantcontact }) => String(klantcontact));
  for (const [inzage, group] of groupEqual(contacts.map((contact) => [contact._id, inzageOf(contact)]))) {
    await writeBeside(group, inzage);
  }

  function inzageOf({ _id, kanaal, vertrouwelijk }: AnyDocument): Inzage {
    const taken = tasks.get(_id) ?? tasksOfQuestion(_id);
    const units = taken.map(({ eenheid }) => ({ eenheid: String(eenheid) }));
    return toInzage({ kanaal: String(kanaal), vertrouwelijk: vertrouwelijk === true, taken: units });
  }

  /** An answer of ours has the id of the task that it answers, and no task of its own. */
  function tasksOfQuestion(uuid: string): AnyDocument[] {
    const named = ties
      .filter(({ klantcontact }) => klantcontact === uuid)
      .map(({ wasKlantcontact }) => String(wasKlantcontact));
    return (
      named
        .map((question) => tasks.get(question) ?? [])
        .find((taken) => taken.some(({ _id }) => answerUuid(answerKey(_id)) === uuid)) ?? []
    );
  }

  /** The klantcontact itself last: one that has it needs nothing more. */
  async function writeBeside(klantcontacten: readonly string[], inzage: Inzage): Promise<void> {
    const write = (name: string, field: string, ids: readonly string[], change: object = { [INZAGE]: inzage }) =>
      collectionOf(connection, name).updateMany(
        { [field]: { $in: [...ids] } } as never,
        { $set: change } as never,
        options(session),
      );
    for (const [name, field] of Object.entries(HANGS_ON)) await write(name, field, klantcontacten);
    const betrokkenen = await idsOf(
      connection,
      'betrokkenen',
      { hadKlantcontact: { $in: [...klantcontacten] } },
      session,
    );
    await write('digitaleadressen', 'verstrektDoorBetrokkene', betrokkenen);
    await write('onderwerpobjecten', 'wasKlantcontact', klantcontacten, { [INZAGE_DAAR]: inzage });
    await write('klantcontacten', '_id', klantcontacten);
  }
}

/** The ones with equal readers together: one round of writes for each. */
function groupEqual(found: readonly (readonly [uuid: string, inzage: Inzage])[]): [Inzage, string[]][] {
  const groups = Map.groupBy(found, ([, inzage]) => JSON.stringify(inzage));
  return [...groups.values()].flatMap((group): [Inzage, string[]][] =>
    group[0] === undefined ? [] : [[group[0][1], group.map(([uuid]) => uuid)]],
  );
}
