import Fastify from 'fastify';
import type { InboundMessage } from '#domain/inbound-message/inbound-message.ts';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import { registerApi } from '#infrastructure/http/register-api/register-api.ts';
import { connectMongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { defineRegisterModels, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createRegisterReaderRepository } from '#infrastructure/mongo/register-reader-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { newMessage, silentLog } from '../spine/create-spine.ts';
import { settings } from '../spine/register-settings.ts';
import { ACTOREN } from './invented-contacts.ts';

export const PUBLIC_URL = 'https://intake.voorbeeldstad.example';
export const PATH = '/klantinteracties/api/v1';

/** A register on the run's database server, filled through the use case and read through the API. */
export async function openRegister(stores: IsolatedStores) {
  const mongo = await connectMongo(stores.mongodbUri);
  defineRegisterModels(mongo.connection);
  await ensureIndexes(mongo.connection);
  const clock = { now: () => new Date() };
  const documents = createDocumentRepository(mongo.connection);
  const messages = createMessageRepository({ connection: mongo.connection, documents, clock });
  const register = createRegisterRepository(mongo);
  await register.saveActoren(ACTOREN);
  const registerContacts = createRegisterContacts({
    register,
    documents,
    triage: createRuleTriage(settings.regels),
    jobs: { enqueue: () => Promise.resolve() },
    settings,
    clock,
    log: silentLog,
  });
  const app = Fastify();
  await app.register(registerApi, {
    reader: createRegisterReaderRepository(mongo.connection),
    checkToken: ({ headers: { authorization } }) =>
      authorization === 'Token lezer'
        ? { kind: 'allowed', programma: { soort: 'token', naam: 'lezer', vertrouwelijk: true } }
        : { kind: authorization ? 'forbidden' : 'unknown' },
    publicUrl: `${PUBLIC_URL}/`,
    log: silentLog,
  });
  const headers = { authorization: 'Token lezer' };
  return {
    mongo,
    app,
    /** Registers contacts as one chunk; answers the uuids of the klantcontacten. */
    add: async (...contacts: (readonly [key: string, contact: InboundMessage])[]) => {
      // Only a message that was accepted can be registered.
      await messages.accept(
        contacts.map(([key]) => ({
          ...{ ...newMessage(key), key, uuid: deterministicUuid(key, 'message'), location: key },
          aliases: [`${key}@voorbeeld.example`],
        })),
        undefined,
      );
      await registerContacts(
        contacts.map(([key, contact]) => ({
          key,
          channel: 'email' as const,
          messages: [deterministicUuid(key, 'message')],
          contacten: [contact],
        })),
      );
      return contacts.map(([key]) => deterministicUuid(key, 'klantcontact'));
    },
    get: async (path: string) => {
      const response = await app.inject({ url: PATH + path, headers });
      // eslint-disable-next-line @typescript-eslint/no-explicit-any -- an answer is looked into freely by tests
      return { status: response.statusCode, headers: response.headers, body: response.json<any>() };
    },
    close: async () => {
      await app.close();
      await mongo.close();
    },
  };
}
