import { configuredActors } from '#domain/actor/configured-actors.ts';
import { buildHerstelTaak } from '#domain/interne-taak/herstel-taak.ts';
import type { RegisterSettings } from '#domain/klantcontact/register-settings.ts';
import type { MailAccounts } from '#application/ports/mail-sender.ts';
import { createAnswerTaak } from '#application/taken/answer-taak.ts';
import { createClaimNextTaak } from '#application/taken/claim-next-taak.ts';
import { createClaimTaak } from '#application/taken/claim-taak.ts';
import { createCloseTaak } from '#application/taken/close-taak.ts';
import { createMarkNietDoorKcc } from '#application/taken/mark-niet-door-kcc.ts';
import { createNotifyTaak } from '#application/taken/notify-taak.ts';
import { createPassOnTaak } from '#application/taken/pass-on-taak.ts';
import { createReleaseTaak } from '#application/taken/release-taak.ts';
import { createSendBackTaak } from '#application/taken/send-back-taak.ts';
import { createWatchDeadline } from '#application/taken/watch-deadline.ts';
import { connectMongo, type Mongo } from '#infrastructure/mongo/connection.ts';
import { createDocumentRepository } from '#infrastructure/mongo/document-repository.ts';
import { createMessageRepository } from '#infrastructure/mongo/message-repository.ts';
import { defineRegisterModels, ensureIndexes } from '#infrastructure/mongo/models.ts';
import { createOutboxRepository } from '#infrastructure/mongo/outbox-repository.ts';
import { createRegisterRepository } from '#infrastructure/mongo/register-repository.ts';
import { createTaakRepository } from '#infrastructure/mongo/taak-repository.ts';
import { connectJobQueues } from '#infrastructure/queues/job-queues.ts';
import type { IsolatedStores } from '../isolated-stores.ts';
import { silentLog } from '../spine/create-spine.ts';
import { settings as spineSettings } from '../spine/register-settings.ts';
import { askQuestion, type Question } from './ask-question.ts';
import { medewerkers } from './medewerkers.ts';

const EENHEDEN = [
  { code: 'KCC', naam: 'Klantcontactcentrum', email: 'kcc@voorbeeldstad.example' },
  { code: 'BURG', naam: 'Burgerzaken', email: 'burgerzaken@voorbeeldstad.example' },
  { code: 'AFVAL', naam: 'Afval en milieu' },
];

export interface WorldOptions {
  /** What the server can do; absent: what it says. */
  readonly transactions?: boolean;
  readonly accounts?: MailAccounts;
}

export const noAccounts: MailAccounts = { names: [], addressOf: () => undefined };
export const infoAccount: MailAccounts = {
  names: ['info'],
  addressOf: (naam) => (naam === 'info' ? 'info@voorbeeldstad.example' : undefined),
};

/** Everything behind the task screens on the run's real servers. The clock stands until a test moves it. */
export async function createTakenWorld(stores: IsolatedStores, options: WorldOptions = {}) {
  const real = await connectMongo(stores.mongodbUri);
  const mongo: Mongo = options.transactions === false ? withoutTransactions(real) : real;
  defineRegisterModels(mongo.connection);
  await ensureIndexes(mongo.connection);
  let now = new Date('2026-11-24T10:00:00Z');
  const clock = { now: () => now };
  const settings: RegisterSettings = spineSettings;
  const documents = createDocumentRepository(mongo.connection);
  const messages = createMessageRepository({ connection: mongo.connection, documents, clock });
  const register = createRegisterRepository(mongo);
  const taken = createTaakRepository(mongo);
  const outbox = createOutboxRepository(mongo.connection);
  const jobs = await connectJobQueues({ redisUrl: stores.redisUrl, prefix: stores.keyPrefix });
  await register.saveActoren(configuredActors(EENHEDEN, medewerkers));
  const accounts = options.accounts ?? noAccounts;
  const deps = {
    taken,
    register,
    jobs,
    settings,
    findMedewerker: (name: string) => medewerkers.find(({ gebruikersnaam }) => gebruikersnaam === name),
    clock,
    log: silentLog,
    messages,
    documents,
    outbox,
    accounts,
    publicUrl: 'https://intake.voorbeeldstad.example',
  };
  const claimTaak = createClaimTaak(deps);
  return {
    ...deps,
    mongo,
    claimTaak,
    claimNextTaak: createClaimNextTaak({ taken, claimTaak }),
    releaseTaak: createReleaseTaak(deps),
    passOnTaak: createPassOnTaak(deps),
    markNietDoorKcc: createMarkNietDoorKcc(deps),
    sendBackTaak: createSendBackTaak(deps),
    closeTaak: createCloseTaak(deps),
    answerTaak: createAnswerTaak(deps),
    notifyTaak: createNotifyTaak(deps),
    watchDeadline: createWatchDeadline(deps),
    ask: (question?: Question) =>
      askQuestion(register, settings, (message) => messages.accept([message], undefined), question),
    async herstelTaak(messageUuid: string) {
      const [nummer = ''] = await register.reserveNummers('internetaak', 1);
      const reason = { code: 'mail-empty' };
      const receivedAt = now;
      const facts = { messageUuid, kanaal: 'e-mail', receivedAt, nummer, reason, termijnWerkdagen: 2, now };
      const dossier = buildHerstelTaak({ ...facts, isHoliday: settings.isHoliday });
      const { uuid: _id, ...fields } = dossier;
      await mongo.connection.collection('taakdossiers').insertOne({ _id: _id as never, ...fields });
      return dossier;
    },
    collection: (name: string) => mongo.connection.collection<{ _id: string } & Record<string, unknown>>(name),
    setNow: (moment: string) => {
      now = new Date(moment);
    },
    close: async () => {
      await jobs.close();
      await real.close();
    },
  };
}
export type TakenWorld = Awaited<ReturnType<typeof createTakenWorld>>;

/** The same server as one that is no replica set would look to the repositories. */
function withoutTransactions(mongo: Mongo): Mongo {
  return { ...mongo, transactions: false, transact: (work) => work(undefined) };
}
