import type { Connection } from 'mongoose';
import { readAll } from './collections.ts';
import { UNSENT } from './is-busy.ts';

export interface GroupContact {
  readonly uuid: string;
  readonly nummer: string;
  readonly kanaal: string;
  readonly plaatsgevondenOp: Date;
}

/** Klantcontacten that stand or fall together, with the accepted messages that they came from. */
export interface ContactGroup {
  readonly klantcontacten: readonly GroupContact[];
  readonly messages: readonly string[];
  /** Nummers of tasks that somebody still has to do. */
  readonly openTaken: readonly string[];
  /** An answer of ours is still on its way. */
  readonly onverzonden: boolean;
  /** One of them is about an object in another register (a zaak): its period is that of the zaak. */
  readonly inZaak: boolean;
}

/** From when contacts of this kanaal may go; undefined when they are kept for good. */
export type DueBefore = (kanaal: string) => Date | undefined;

/** Whether every one of them is old enough. */
export const isDue = ({ klantcontacten }: Pick<ContactGroup, 'klantcontacten'>, dueBefore: DueBefore): boolean =>
  klantcontacten.every(({ kanaal, plaatsgevondenOp }) => {
    const before = dueBefore(kanaal);
    return before !== undefined && plaatsgevondenOp < before;
  });

/** Longer threads are left for a person. */
const MOST = 500;

/**
 * The whole group of a klantcontact: others that came out of the same message, and with `answers` the ones that answer
 * it or one of these and those that it answers, since neither says anything without the other. Undefined when it is not there, or
 * when there are more than five hundred.
 */
export async function collectGroup(
  connection: Connection,
  uuid: string,
  { answers }: { answers: boolean },
): Promise<ContactGroup | undefined> {
  const read = (name: string, filter: object, projection: Record<string, 1>) =>
    readAll(connection, name, filter, projection);
  const contacts = new Map<string, GroupContact>();
  const messages = new Set<string>();
  let inZaak = false;
  let fresh = [uuid];
  while (fresh.length > 0) {
    const found = await read('klantcontacten', { _id: { $in: fresh } }, { nummer: 1, kanaal: 1, plaatsgevondenOp: 1 });
    for (const { _id, ...rest } of found) contacts.set(_id, { uuid: _id, ...(rest as Omit<GroupContact, 'uuid'>) });
    if (contacts.size > MOST) return undefined;
    const nummers = found.map(({ nummer }) => String(nummer));
    const [origin, subjects, replies] = await Promise.all([
      read('messages', { aliases: { $in: nummers } }, { klantcontacten: 1 }),
      read(
        'onderwerpobjecten',
        { klantcontact: { $in: fresh } },
        { onderwerpobjectidentificator: 1, wasKlantcontact: 1 },
      ),
      answers ? read('onderwerpobjecten', { wasKlantcontact: { $in: fresh } }, { klantcontact: 1 }) : [],
    ]);
    inZaak ||= subjects.some(({ onderwerpobjectidentificator: object }) => object !== undefined);
    const others = origin.flatMap(({ _id, klantcontacten }) => {
      const uuids = (klantcontacten as { uuid: string }[]).map((one) => one.uuid);
      if (!uuids.some((one) => contacts.has(one))) return [];
      messages.add(_id);
      return uuids;
    });
    const questions = answers ? subjects.flatMap(({ wasKlantcontact: one }) => (one === undefined ? [] : [one])) : [];
    const wanted = new Set([...others, ...[...questions, ...replies.map((one) => one['klantcontact'])].map(String)]);
    fresh = [...wanted].filter((one) => !contacts.has(one) && !fresh.includes(one));
  }
  if (contacts.size === 0) return undefined;
  const uuids = { $in: [...contacts.keys()] };
  const [byContact, byMessage] = await Promise.all([
    read('taakdossiers', { klantcontact: uuids }, { nummer: 1, status: 1 }),
    read('taakdossiers', { messages: { $in: [...messages] } }, { nummer: 1, status: 1 }),
  ]);
  const taken = [...byContact, ...byMessage];
  const openTaken = new Set(
    taken.filter(({ status }) => status === 'te_verwerken').map(({ nummer }) => String(nummer)),
  );
  const unsent = await Promise.all([
    read('uitgaand', { klantcontact: uuids, ...UNSENT }, { state: 1 }),
    read('uitgaand', { taak: { $in: taken.map(({ _id }) => _id) }, ...UNSENT }, { state: 1 }),
  ]);
  return {
    klantcontacten: [...contacts.values()],
    messages: [...messages],
    openTaken: [...openTaken],
    onverzonden: unsent.flat().length > 0,
    inZaak,
  };
}
