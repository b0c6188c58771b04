import type { Connection } from 'mongoose';
import type { Klantcontact } from '#domain/klantcontact/klantcontact.schema.ts';
import { hasDerivedId, type Uitgaand } from '#domain/uitgaand/uitgaand.schema.ts';
import type { Asked, Found } from './asked.ts';
import { typedCollection } from './typed-collection.ts';

/**
 * Answers of ours under these Message-IDs. An id from before those were drawn by lot can be computed from the message
 * that was answered: of such a mail only the address that it went to counts.
 */
export async function findEarlierAnswers(connection: Connection, asked: Asked): Promise<Found> {
  const mails = await typedCollection<Uitgaand>(connection, 'uitgaand')
    .find({ messageId: { $in: [...asked.keys()] } } as never, {
      projection: { messageId: 1, klantcontact: 1, aan: 1 },
    })
    .toArray();
  const answers = mails.flatMap(({ _id: uuid, messageId, klantcontact, aan }) =>
    klantcontact === undefined ? [] : [{ uuid, messageId, klantcontact, aan }],
  );
  const standing = await findStanding(
    connection,
    answers.map(({ klantcontact }) => klantcontact),
  );
  return answers.flatMap(({ uuid, messageId, klantcontact, aan }) => {
    const name = asked.get(messageId);
    if (name === undefined || !standing.has(klantcontact)) return [];
    const isOurs = !hasDerivedId({ uuid, messageId });
    return [[name, { klantcontact, isOurs, adressen: [{ adres: aan, soort: 'email' as const }] }] as const];
  });
}

async function findStanding(connection: Connection, klantcontacten: readonly string[]): Promise<ReadonlySet<string>> {
  if (klantcontacten.length === 0) return new Set();
  const found = await typedCollection<Klantcontact>(connection, 'klantcontacten')
    .find({ _id: { $in: [...klantcontacten] } } as never, { projection: { _id: 1 } })
    .toArray();
  return new Set(found.map(({ _id }) => _id));
}
