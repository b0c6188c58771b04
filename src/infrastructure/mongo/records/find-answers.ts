import type { Connection } from 'mongoose';
import { collectGroup, type ContactGroup } from './collect-group.ts';
import { readAll } from './collections.ts';

export interface OurAnswers {
  readonly groups: readonly ContactGroup[];
  /** The copies of these people that stand with the answers. */
  readonly betrokkenen: readonly string[];
}

/**
 * Our own answers to these klantcontacten: no message came in for them, and when they were given at the counter no
 * address stands in them, only the name and the words. Whose they are is said by the question alone.
 */
export async function findAnswers(
  connection: Connection,
  questions: readonly string[],
  betrokkenen: readonly string[],
): Promise<OurAnswers> {
  const links = await readAll(connection, 'onderwerpobjecten', { wasKlantcontact: { $in: [...questions] } }, LINK);
  const known = new Set(questions);
  const groups: ContactGroup[] = [];
  for (const uuid of new Set(links.map(({ klantcontact }) => String(klantcontact)))) {
    if (known.has(uuid)) continue;
    const group = await collectGroup(connection, uuid, { answers: false });
    if (group !== undefined && group.messages.length === 0) groups.push(group);
  }
  const uuids = groups.flatMap(({ klantcontacten }) => klantcontacten.map((one) => one.uuid));
  const people = await readAll(connection, 'betrokkenen', { _id: { $in: [...betrokkenen] } }, NAMES);
  const names = new Set(people.map(nameOf));
  const copies = await readAll(connection, 'betrokkenen', { hadKlantcontact: { $in: uuids } }, NAMES);
  return { groups, betrokkenen: copies.filter((one) => names.has(nameOf(one))).map(({ _id }) => _id) };
}

const LINK = { klantcontact: 1 } as const;
const NAMES = { contactnaam: 1, organisatienaam: 1 } as const;
const nameOf = ({ contactnaam, organisatienaam }: Readonly<Record<string, unknown>>) =>
  JSON.stringify([contactnaam ?? null, organisatienaam ?? null]);
