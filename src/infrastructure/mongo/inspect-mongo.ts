import { connectMongo, guarded } from './connection.ts';

export interface MongoFacts {
  readonly version: string;
  /** Without transactions units still converge, but a reader can meet half of one. */
  readonly transactions: boolean;
}

/** What this server is. Throws a transient Failure when it does not answer, or refuses the login, in time. */
export async function inspectMongo(uri: string, timeoutMs = 3_000): Promise<MongoFacts> {
  const mongo = await connectMongo(uri, { timeoutMs });
  try {
    const info = await guarded(async () => mongo.connection.db?.admin().command({ buildInfo: 1 }));
    // A command that needs the login: `hello` and `buildInfo` answer strangers too.
    await guarded(async () => mongo.connection.db?.collection('messages').findOne({}, { projection: { _id: 1 } }));
    return { version: String(info?.['version'] ?? 'onbekend'), transactions: mongo.transactions };
  } finally {
    await mongo.close();
  }
}
