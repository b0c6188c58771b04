import type { Connection } from 'mongoose';
import type { Bewaarregel } from '#domain/records/bewaarregel.ts';
import { addTellingen } from '#domain/records/verklaring.ts';
import { collectGroup, isDue, type ContactGroup, type DueBefore } from './collect-group.ts';
import { collectionOf, idsOf } from './collections.ts';
import type { Session } from '../session.ts';
import { emptyMessages } from './empty-messages.ts';
import { isBusy } from './is-busy.ts';
import { NOTHING, type Portie } from './portie.ts';
import { removeDocuments, type Removed } from './remove-documents.ts';
import { removeGroup } from './remove-group.ts';

export interface DueContacts {
  readonly connection: Connection;
  readonly regel: Bewaarregel;
  /** Value of the register's `kanaal` that the rule is about. */
  readonly kanaal: string;
  readonly dueBefore: DueBefore;
  /** Older ones are the matter of another rule. */
  readonly since?: Date;
  readonly now: Date;
}

/** Klantcontacten that are old enough, in groups that can go together. */
export async function* dueContacts(deps: DueContacts): AsyncGenerator<Portie> {
  const { connection, regel, kanaal, since } = deps;
  const whole = regel.soort === 'klantcontacten';
  const filter = { kanaal, plaatsgevondenOp: { $lt: regel.voor, ...(since === undefined ? {} : { $gte: since }) } };
  const old = collectionOf(connection, 'klantcontacten').find(filter, {
    projection: { _id: 1 },
    sort: { plaatsgevondenOp: 1 },
    batchSize: 100,
  });
  const seen = new Set<string>();
  for await (const { _id } of old) {
    if (seen.delete(_id)) continue;
    const group = await collectGroup(connection, _id, { answers: whole });
    if (group === undefined) {
      if ((await idsOf(connection, 'klantcontacten', { _id })).length > 0) yield stays(1, 'te-groot');
      continue;
    }
    const mine = group.klantcontacten.filter((one) => one.kanaal === kanaal && one.plaatsgevondenOp < regel.voor);
    for (const { uuid } of mine) if (uuid !== _id) seen.add(uuid);
    yield await judge(deps, group, whole, mine.length);
  }
}

async function judge(
  { connection, dueBefore, now }: DueContacts,
  group: ContactGroup,
  whole: boolean,
  mine: number,
): Promise<Portie> {
  if (group.inZaak) return stays(mine, 'zaak');
  if (group.openTaken.length > 0) return stays(mine, 'open-taak');
  if (group.onverzonden) return stays(mine, 'onverzonden');
  if (!isDue(group, dueBefore)) return stays(mine, 'nog-niet-aan-de-beurt');
  if (!whole && !(await hasOriginals(connection, group))) return stays(0, 'nog-niet-aan-de-beurt');
  return {
    kind: 'due',
    aantal: group.klantcontacten.length,
    objecten: group.klantcontacten.map(({ uuid }) => ({ soort: 'klantcontact', uuid })),
    remove: async (session) => {
      if (await isBusy(connection, group, session)) return NOTHING;
      return whole ? removeGroup(connection, group, now, session) : removeOriginals(connection, group, now, session);
    },
  };
}

async function hasOriginals(connection: Connection, { klantcontacten, messages }: ContactGroup): Promise<boolean> {
  const uuids = klantcontacten.map(({ uuid }) => uuid);
  const bijlagen = await idsOf(connection, 'bijlagen', { wasBijlageVanKlantcontact: { $in: uuids } });
  return (
    bijlagen.length > 0 ||
    (await idsOf(connection, 'messages', { _id: { $in: [...messages] }, size: { $gt: 0 } })).length > 0
  );
}

async function removeOriginals(
  connection: Connection,
  { klantcontacten, messages }: ContactGroup,
  now: Date,
  session: Session,
): Promise<Removed> {
  const uuids = klantcontacten.map(({ uuid }) => uuid);
  const documents = await removeDocuments(connection, uuids, session);
  const emptied = await emptyMessages(connection, messages, 'original', now, session);
  const tellingen = addTellingen(documents.tellingen, { berichten: emptied.count });
  return { tellingen, files: [...documents.files, ...emptied.files] };
}

const stays = (aantal: number, reden: Extract<Portie, { kind: 'stays' }>['reden']): Portie => ({
  kind: 'stays',
  aantal,
  reden,
});
