import type { Connection } from 'mongoose';
import { toInzage, type Inzage } from '#domain/inzage/inzage.ts';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import { collectionOf } from '../records/collections.ts';
import { options, type Session } from '../session.ts';

interface Task {
  readonly _id: string;
  readonly klantcontact: string;
  readonly eenheid: string;
}
interface Contact {
  readonly _id: string;
  readonly kanaal: string;
  readonly vertrouwelijk: boolean;
}
interface Tie {
  readonly klantcontact: string;
  readonly wasKlantcontact?: string;
}

/**
 * Who may read these klantcontacten and our answers to them, from what stands in the register now: the tasks of each, for
 * an answer of ours those of its question.
 */
export async function lookUpInzage(
  connection: Connection,
  uuids: readonly string[],
  session: Session,
): Promise<ReadonlyMap<string, Inzage>> {
  const answers = (await tasksOn(uuids)).map(({ _id }) => answerOf(_id));
  const wanted = [...new Set([...uuids, ...answers])];
  const contacts = await read<Contact>('klantcontacten', '_id', wanted, ['kanaal', 'vertrouwelijk']);
  const ties = await read<Tie>('onderwerpobjecten', 'klantcontact', wanted, ['klantcontact', 'wasKlantcontact']);
  const questions = ties.flatMap(({ wasKlantcontact }) => wasKlantcontact ?? []);
  const tasks = Map.groupBy(await tasksOn([...wanted, ...questions]), ({ klantcontact }) => klantcontact);
  return new Map(contacts.map(({ _id, ...rest }) => [_id, toInzage({ ...rest, taken: tasks.get(_id) ?? asked(_id) })]));

  /** The tasks of the question that this is our answer to: it has the id of one of them, and no task of its own. */
  function asked(uuid: string): readonly Task[] {
    const named = ties.filter(({ klantcontact }) => klantcontact === uuid);
    const found = named.map(({ wasKlantcontact = '' }) => tasks.get(wasKlantcontact) ?? []);
    return found.find((taken) => taken.some(({ _id }) => answerOf(_id) === uuid)) ?? [];
  }

  function tasksOn(klantcontacten: readonly string[]) {
    return read<Task>('taakdossiers', 'klantcontact', klantcontacten, ['klantcontact', 'eenheid']);
  }

  async function read<T>(name: string, field: string, values: readonly string[], fields: readonly string[]) {
    const projection = Object.fromEntries(fields.map((one) => [one, 1]));
    const found = collectionOf(connection, name).find({ [field]: { $in: [...values] } } as never, {
      projection,
      ...options(session),
    });
    return (await found.toArray()) as unknown as T[];
  }
}

const answerOf = (taak: string) => answerUuid(answerKey(taak));
