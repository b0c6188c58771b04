import mongoose from 'mongoose';
import type { ClientSession, Connection } from 'mongoose';
import { toMongoFailure } from './mongo-failure.ts';

export interface Mongo {
  readonly connection: Connection;
  /** Whether the server has transactions (a replica set or a sharded cluster). */
  readonly transactions: boolean;
  /** Runs `work` in one transaction, repeated on conflict; without transactions it runs without a session. */
  transact<T>(work: (session: ClientSession | undefined) => Promise<T>): Promise<T>;
  ping(): Promise<void>;
  close(): Promise<void>;
}

/** Database name when the connection string names none. */
const DATABASE = 'klantcontact-intake';

/**
 * Connects, and finds out what the server can do. Every write is acknowledged by a majority and journalled: accepted
 * means durable. Throws `mongodb-unreachable` (transient) within `timeoutMs`.
 */
export async function connectMongo(
  uri: string,
  { timeoutMs = 5_000, dbName }: { timeoutMs?: number; dbName?: string } = {},
): Promise<Mongo> {
  const connection = mongoose.createConnection(uri, {
    dbName: dbName ?? databaseOf(uri),
    serverSelectionTimeoutMS: timeoutMs,
    socketTimeoutMS: 60_000,
    maxPoolSize: 20,
    ignoreUndefined: true,
    promoteBuffers: true,
    autoIndex: false,
    autoCreate: false,
    retryWrites: true,
    writeConcern: { w: 'majority', journal: true },
  });
  // The driver's own monitoring reports later trouble; without a listener Node would take the process down.
  connection.on('error', () => undefined);
  try {
    await connection.asPromise();
  } catch (thrown) {
    await connection.close().catch(() => undefined);
    throw toMongoFailure(thrown);
  }
  const hello = await guarded(async () => connection.db?.admin().command({ hello: 1 }));
  const transactions = hello?.['setName'] !== undefined || hello?.['msg'] === 'isdbgrid';
  return {
    connection,
    transactions,
    transact: (work) => (transactions ? inTransaction(connection, work) : guarded(() => work(undefined))),
    ping: async () => {
      await guarded(async () => connection.db?.admin().ping());
    },
    close: () => connection.close(),
  };
}

async function inTransaction<T>(connection: Connection, work: (session: ClientSession) => Promise<T>): Promise<T> {
  const session = await guarded(() => connection.startSession());
  try {
    return await guarded(() => session.withTransaction(() => work(session)));
  } finally {
    await session.endSession();
  }
}

/** Runs a database call; what the driver throws becomes one of our failures. */
export async function guarded<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (thrown) {
    throw toMongoFailure(thrown);
  }
}

function databaseOf(uri: string): string {
  const name = /^mongodb(?:\+srv)?:\/\/[^/]+\/([^?]+)/.exec(uri)?.[1];
  return name === undefined || name === '' ? DATABASE : decodeURIComponent(name);
}
