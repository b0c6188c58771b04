import type { Connection } from 'mongoose';
import { VERNIETIGD } from '#domain/inbound-message/aside-reasons.ts';
import type { Herstel } from '#domain/inbound-message/herstel.schema.ts';
import { escapePattern, toPattern, writtenForms, type PersonKey } from '#domain/records/person-key.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import { guarded } from '../connection.ts';
import { collectGroup, type ContactGroup } from './collect-group.ts';
import { collectionOf, idsOf, readAll } from './collections.ts';
import { findAnswers } from './find-answers.ts';

export interface PersonRecords {
  readonly groups: readonly ContactGroup[];
  /** Of the groups: who has this address. Others in the same contact are somebody else. */
  readonly betrokkenen: readonly string[];
  /** Accepted messages that led to no klantcontact. */
  readonly losseBerichten: readonly { readonly uuid: string; readonly state: string }[];
  readonly uitgaand: readonly string[];
  /** `leeg`: a killed process opened it, and nobody joined. */
  readonly gesprekken: readonly { readonly uuid: string; readonly state: string; readonly leeg: boolean }[];
  readonly leveringen: readonly string[];
}

/** A mail's sender and receivers are in its header; what is further down is what people wrote. */
const HEADER = 64 * 1024;

/**
 * Everything that holds this address. Registered contacts by the register itself; what was not registered, and the
 * deliveries of the webhook, by reading them one by one: that takes a while, and is asked for seldom.
 */
export async function findPerson(
  connection: Connection,
  documents: Pick<DocumentStore, 'open'>,
  key: PersonKey,
): Promise<PersonRecords> {
  const forms = writtenForms(key);
  const pattern = toPattern(key);
  // As a string: an expression of this kind does not match on every server.
  const exactly = { $regex: `^${escapePattern(forms[0] ?? '')}$`, $options: 'i' };
  const adres = key.soort === 'email' ? exactly : { $in: forms };
  const read = (name: string, filter: object, projection: Record<string, 1>) =>
    readAll(connection, name, filter, projection);

  const addresses = await read('digitaleadressen', { adres }, { verstrektDoorBetrokkene: 1 });
  const ids = [...new Set(addresses.map((one) => String(one['verstrektDoorBetrokkene'])))];
  const people = await read('betrokkenen', { _id: { $in: ids } }, { hadKlantcontact: 1 });
  const mails =
    key.soort === 'email' ? await read('uitgaand', { soort: 'antwoord', aan: exactly }, { klantcontact: 1 }) : [];
  const contacts = [...people.map((one) => one['hadKlantcontact']), ...mails.map((one) => one['klantcontact'])];
  const named = await toGroups([...new Set(contacts.filter((one) => typeof one === 'string'))]);
  const own = people.map(({ _id }) => _id);
  const answers = await findAnswers(connection, klantcontactenVan({ groups: named }), own);
  const gesprekken = await read('conversations', { sender: { $in: forms } }, { state: 1, messages: 1 });
  return {
    groups: [...named, ...answers.groups],
    betrokkenen: [...new Set([...own, ...answers.betrokkenen])],
    losseBerichten: await findLoose(),
    uitgaand: mails.map(({ _id }) => _id),
    gesprekken: gesprekken.map(({ _id, state, messages }) => ({
      uuid: _id,
      state: String(state),
      leeg: (messages as unknown[]).length === 0,
    })),
    leveringen: await guarded(findDeliveries),
  };

  async function toGroups(uuids: readonly string[]): Promise<ContactGroup[]> {
    const found: ContactGroup[] = [];
    for (const uuid of uuids) {
      if (found.some(({ klantcontacten }) => klantcontacten.some((one) => one.uuid === uuid))) continue;
      const group = await collectGroup(connection, uuid, { answers: false });
      if (group !== undefined) found.push(group);
    }
    return found;
  }

  async function findLoose() {
    const loose: { uuid: string; state: string }[] = [];
    const filter = { state: { $in: ['open', 'parked', 'aside'] }, 'reason.code': { $ne: VERNIETIGD } };
    const projection = { state: 1, channel: 1, envelope: 1, raw: 1, herstel: 1 };
    const messages = collectionOf(connection, 'messages').find(filter as never, { projection, batchSize: 20 });
    for await (const { _id, state, channel, envelope, raw, herstel } of messages) {
      const beside = JSON.stringify([envelope, herstel ?? null]);
      if (pattern.test(beside) || (await isIn([_id, raw], ...replacing(herstel)))) {
        loose.push({ uuid: _id, state: String(state) });
      }

      async function isIn(...all: readonly (readonly [string, unknown])[]): Promise<boolean> {
        for (const [id, bytes] of all) if (pattern.test(await textOf(id, bytes, channel === 'email'))) return true;
        return false;
      }
    }
    return loose;
  }

  async function textOf(uuid: string, raw: unknown, headerOnly: boolean): Promise<string> {
    const parts: Buffer[] = [];
    let size = 0;
    const bytes = raw instanceof Uint8Array ? [raw] : (documents.open(uuid) as AsyncIterable<Uint8Array>);
    for await (const part of bytes) {
      parts.push(Buffer.from(part));
      size += part.byteLength;
      if (headerOnly && size >= HEADER) break;
    }
    const text = Buffer.concat(parts).toString('latin1');
    const end = headerOnly ? /\r?\n\r?\n/.exec(text)?.index : undefined;
    return text.slice(0, headerOnly ? Math.min(end ?? HEADER, HEADER) : undefined);
  }

  async function findDeliveries(): Promise<string[]> {
    if (key.soort === 'email') return [];
    const found: string[] = [];
    const all = collectionOf(connection, 'whatsapppayloads').find({}, { projection: { raw: 1 }, batchSize: 100 });
    for await (const { _id, raw } of all) {
      if (raw instanceof Uint8Array && pattern.test(Buffer.from(raw).toString('latin1'))) found.push(_id);
    }
    return found;
  }
}

/** Files that people put in the place of the bytes as they came. */
const replacing = (herstel: unknown): (readonly [string, undefined])[] =>
  ((herstel as Herstel | undefined)?.vervangingen ?? []).map(({ id }) => [id, undefined]);

/** Uuids of the klantcontacten of these records. */
export const klantcontactenVan = ({ groups }: Pick<PersonRecords, 'groups'>): string[] =>
  groups.flatMap(({ klantcontacten }) => klantcontacten.map(({ uuid }) => uuid));

/** Uuids of the messages of these records, registered or not. */
export const berichtenVan = ({
  groups,
  losseBerichten,
}: Pick<PersonRecords, 'groups' | 'losseBerichten'>): string[] => [
  ...groups.flatMap(({ messages }) => messages),
  ...losseBerichten.map(({ uuid }) => uuid),
];

/** Uuids of the tasks on these klantcontacten, and of those about messages that could not be read. */
export async function takenVan(
  connection: Connection,
  records: Pick<PersonRecords, 'groups' | 'losseBerichten'>,
): Promise<string[]> {
  const onContacts = await idsOf(connection, 'taakdossiers', { klantcontact: { $in: klantcontactenVan(records) } });
  const onMessages = await idsOf(connection, 'taakdossiers', { messages: { $in: berichtenVan(records) } });
  return [...new Set([...onContacts, ...onMessages])];
}
