import { defect, unprocessable, type Failure } from '#domain/failure/failure.ts';
import { mustRegister } from '#domain/inbound-message/herstel.schema.ts';
import type { Normalised } from '#domain/inbound-message/inbound-message.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { createAcceptMessages } from '#application/accept-messages.ts';
import { createParkMessage } from '#application/park-message.ts';
import type { DocumentStore } from '#application/ports/document-store.ts';
import { createReconcile } from '#application/reconcile.ts';
import { createRegisterContacts } from '#application/register-contacts.ts';
import { createRegisterMessages } from '#application/register-messages.ts';
import { createRuleTriage } from '#application/rule-triage.ts';
import type { MemoryDatabase, Turn } from '../memory/memory-database.ts';
import { createMemoryMessageStore } from '../memory/memory-message-store.ts';
import { createMemoryRegisterStore } from '../memory/memory-register-store.ts';
import { toPlainContact } from '../memory/plain-contact.ts';
import { noMetrics as metrics, silentLog as log } from '../spine/create-spine.ts';
import { settings } from '../spine/register-settings.ts';
import type { ModelJobs } from './model-jobs.ts';

/** The program's own use cases, in one process, on the stores of the model. */
export function createModelProgram(database: MemoryDatabase, modelJobs: ModelJobs, turn: Turn) {
  const messages = createMemoryMessageStore({ database, turn, clock });
  const register = createMemoryRegisterStore({ database, turn });
  const jobs = modelJobs.through(turn);
  const parkMessage = createParkMessage({ messages, register, settings, clock, metrics });
  const triage = createRuleTriage(settings.regels);
  const documents = filesOf(database, turn);
  const registerContacts = createRegisterContacts({ register, documents, triage, jobs, settings, clock, log });
  return {
    acceptMessages: createAcceptMessages({ messages, jobs, metrics, log }),
    registerMessages: createRegisterMessages({
      messages,
      normaliser: {
        normalise: (_channel, stored) =>
          turn('normalise', () => stored.map((message) => ({ uuid: message.uuid, outcome: read(message) }))),
      },
      registerContacts,
      parkMessage,
      clock,
      metrics,
      log,
    }),
    // The clock stands still, so that the documents of two runs can be compared; nothing is too young here.
    reconcile: createReconcile({ messages, jobs, clock, log, others: [], graceMs: -1 }),
  };
}

const clock = { now: () => new Date('2026-11-20T09:15:05Z') };

/** The first word says what the message is. */
function read(message: StoredMessage): Normalised | Failure {
  const [kind] = new TextDecoder().decode(message.raw).split(' ');
  if (kind === 'automatisch' && !mustRegister(message)) return { kind: 'aside', code: 'auto-reply' };
  if (kind === 'onleesbaar') return unprocessable('mail-empty', 'Nothing to read');
  if (kind === 'defect') return defect('unexpected', 'Unexpected TypeError');
  return { kind: 'contacten', contacten: [toPlainContact(message)] };
}

function filesOf({ files }: MemoryDatabase, turn: Turn): DocumentStore {
  const notHere = () => {
    throw new Error('the model reads no documents');
  };
  return {
    put: (id, bytes) => turn('put document', () => void files.set(id, bytes)),
    read: notHere,
    open: notHere,
  };
}
