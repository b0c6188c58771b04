import type { Connection } from 'mongoose';
import type { Inzage } from '#domain/inzage/inzage.ts';
import { collectionOf, idsOf } from '../records/collections.ts';
import { options, type Session } from '../session.ts';
import { lookUpInzage } from './look-up-inzage.ts';
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
 * Writes anew beside everything of these klantcontacten, and of our answers to them, who may read it: after a task was
 * made on one, and for what an older program registered. Repeating it changes nothing.
 */
export async function renewInzage(connection: Connection, uuids: readonly string[], session?: Session): Promise<void> {
  const found = await lookUpInzage(connection, uuids, session);
  // The ones with equal readers together: one round of writes for each.
  for (const group of Map.groupBy(found, ([, inzage]) => JSON.stringify(inzage)).values()) {
    const [first] = group;
    const ids = group.map(([uuid]) => uuid);
    if (first !== undefined) await writeBeside(ids, first[1]);
  }

  /** The klantcontact itself last: one that has it needs nothing more. */
  async function writeBeside(klantcontacten: readonly string[], inzage: Inzage): Promise<void> {
    for (const [name, field] of Object.entries(HANGS_ON)) await write(name, field, klantcontacten, INZAGE, inzage);
    const theirs = { hadKlantcontact: { $in: [...klantcontacten] } };
    const betrokkenen = await idsOf(connection, 'betrokkenen', theirs, session);
    await write('digitaleadressen', 'verstrektDoorBetrokkene', betrokkenen, INZAGE, inzage);
    await write('onderwerpobjecten', 'wasKlantcontact', klantcontacten, INZAGE_DAAR, inzage);
    await write('klantcontacten', '_id', klantcontacten, INZAGE, inzage);
  }

  async function write(name: string, field: string, ids: readonly string[], beside: string, inzage: Inzage) {
    const filter = { [field]: { $in: [...ids] } };
    await collectionOf(connection, name).updateMany(filter, { $set: { [beside]: inzage } }, options(session));
  }
}
