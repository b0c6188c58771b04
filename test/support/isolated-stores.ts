import { randomBytes } from 'node:crypto';
import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { afterAll, inject } from 'vitest';

export type IsolatedStores = {
  /** Names the database below. */
  mongodbUri: string;
  databaseName: string;
  redisUrl: string;
  /** For BullMQ's `prefix`; every key starts with it. */
  keyPrefix: string;
  /** What an operator's FLUSHALL does, for this test file's keys alone. */
  emptyRedis(): Promise<void>;
};

/**
 * A database and a key prefix of this test file's own on the run's shared servers. Call it once at the top of the file:
 * both are dropped after its tests, and after the `afterAll` hooks that the file registers later.
 */
export function isolatedStores(): IsolatedStores {
  const name = `intake-test-${randomBytes(6).toString('hex')}`;
  const mongodbUri = withDatabase(inject('mongodbUri'), name);
  const redisUrl = inject('redisUrl');
  const emptyRedis = () => removeKeys(redisUrl, name);
  afterAll(async () => {
    await Promise.all([dropDatabase(mongodbUri), emptyRedis()]);
  });
  return { mongodbUri, databaseName: name, redisUrl, keyPrefix: name, emptyRedis };
}

/** The address with this database in it; an account keeps being looked up in the database where it was before. */
export function withDatabase(uri: string, name: string): string {
  const [, server = '', database = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)\??(.*)$/.exec(uri) ?? [];
  const needsAuthSource = server.includes('@') && !query.includes('authSource=');
  const options = [query, needsAuthSource ? `authSource=${database || 'admin'}` : ''].filter((part) => part !== '');
  return `${server}/${name}${options.length > 0 ? `?${options.join('&')}` : ''}`;
}

async function dropDatabase(uri: string): Promise<void> {
  const connection = await mongoose.createConnection(uri).asPromise();
  await connection.dropDatabase();
  await connection.close();
}

async function removeKeys(url: string, prefix: string): Promise<void> {
  const redis = new Redis(url);
  for await (const keys of redis.scanStream({ match: `${prefix}*`, count: 1_000 })) {
    if (keys.length > 0) await redis.unlink(...(keys as string[]));
  }
  await redis.quit();
}
