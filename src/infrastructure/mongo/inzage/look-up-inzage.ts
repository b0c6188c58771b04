import type { Connection } from 'mongoose';
import { toInzage, type Inzage } from '#domain/inzage/inzage.ts';
import { answerKey, answerUuid } from '#domain/klantcontact/build-answer.ts';
import { createFindLiggingen } from '#application/inzage/find-liggingen.ts';
import { createLiggingReads } from '../ligging-repository.ts';
import type { Session } from '../session.ts';

/** Who may read these klantcontacten and our answers to them, from where they lie now: what the screens ask too. */
export async function lookUpInzage(
  connection: Connection,
  uuids: readonly string[],
  session: Session,
): Promise<ReadonlyMap<string, Inzage>> {
  const reader = createLiggingReads(connection, session);
  const asked = await reader.read(uuids);
  const answers = asked.flatMap(({ taken }) => taken.map(({ uuid }) => answerUuid(answerKey(uuid))));
  const found = await createFindLiggingen(reader)([...uuids, ...answers]);
  return new Map([...found].map(([uuid, ligging]) => [uuid, toInzage(ligging)]));
}
