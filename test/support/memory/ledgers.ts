import type { MessageStore } from '#application/ports/message-store.ts';
import type { ParkedStore } from '#application/ports/parked-store.ts';
import type { RegisterStore } from '#application/ports/register-store.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { defineRegisterModels, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createParkedRepository } from '#infrastructure/mongo/parked-repository.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { atOnce, createMemoryDatabase } from './memory-database.ts';
import { createMemoryMessageStore } from './memory-message-store.ts';
import { createMemoryParkedStore } from './memory-parked-store.ts';
import { createMemoryRegisterStore } from './memory-register-store.ts';

/** One implementation of the ledger and the register, with a look at what it keeps. */
export interface Ledger {
  readonly messages: MessageStore;
  readonly register: RegisterStore;
  readonly parked: Pick<ParkedStore, 'find' | 'change'>;
  /** How many documents of this id there are. */
  count(what: 'messages' | 'klantcontacten' | 'taakdossiers' | 'audit', uuid: string): Promise<number>;
  taakStatus(uuid: string): Promise<string | undefined>;
  close(): Promise<void>;
}

const clock = { now: () => new Date() };

/** Those that must keep the promises of the ports. */
export const LEDGERS: Readonly<Record<string, (stores: IsolatedStores) => Promise<Ledger>>> = {
  MongoDB: openMongoLedger,
  memory: () => Promise.resolve(openMemoryLedger()),
};

async function openMongoLedger({ mongodbUri }: IsolatedStores): Promise<Ledger> {
  const mongo = await connectMongo(mongodbUri);
  defineRegisterModels(mongo.connection);
  await ensureIndexes(mongo.connection);
  const { connection } = mongo;
  const documents = createDocumentRepository(connection);
  return {
    messages: createMessageRepository({ connection, documents, clock }),
    register: createRegisterRepository(mongo),
    parked: createParkedRepository(mongo, documents),
    count: (what, uuid) => connection.collection(what).countDocuments({ _id: uuid as never }),
    taakStatus: async (uuid) =>
      (await connection.collection('taakdossiers').findOne({ _id: uuid as never }))?.['status'] as string | undefined,
    close: () => mongo.close(),
  };
}

function openMemoryLedger(): Ledger {
  const database = createMemoryDatabase();
  const of = {
    messages: () => database.messages.all(),
    klantcontacten: () => database.units.all(),
    taakdossiers: () => [...database.units.all().flatMap(({ dossiers }) => dossiers), ...database.herstel.all()],
    audit: () => [...database.units.all().map(({ audit }) => audit), ...database.audit.all()],
  };
  return {
    messages: createMemoryMessageStore({ database, turn: atOnce, clock }),
    register: createMemoryRegisterStore({ database, turn: atOnce }),
    parked: createMemoryParkedStore({ database, turn: atOnce }),
    count: (what, uuid) => Promise.resolve(of[what]().filter((document) => document.uuid === uuid).length),
    taakStatus: (uuid) => Promise.resolve(of.taakdossiers().find((taak) => taak.uuid === uuid)?.status),
    close: () => Promise.resolve(),
  };
}
