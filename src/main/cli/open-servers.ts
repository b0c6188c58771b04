import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { transient } from '#domain/failure/failure.ts';
import { notWritable } from '#infrastructure/embedded/private-data-dir.ts';
import { findRunningServers } from '#infrastructure/embedded/running-servers.ts';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import type { Environment } from '../config/environment.ts';

export interface OpenServers {
  readonly mongodbUri: string;
  readonly redisUrl: string;
  /** Which way they were got, for people. */
  readonly via: 'ingesteld' | 'van het draaiende programma' | 'ingebouwd, gestart voor deze opdracht';
  close(): Promise<void>;
}

export interface OpenServersOptions {
  /** Progress of starting, for people. */
  report(line: string): void;
  /** Whether an empty DATA_DIR may be filled with fresh servers. */
  startFresh: boolean;
  /** False when only the database is asked: then no Redis is started, and `redisUrl` means nothing. */
  redis: boolean;
}

/** Address of a Redis that nobody asked for. */
export const NOT_ASKED = 'redis://127.0.0.1:1';

/**
 * The servers of the configuration; without it those of the program that runs on DATA_DIR; without that the data in
 * DATA_DIR is opened for this command alone. Throws a Failure when there is no data either: an empty answer from a
 * database that was made a second ago would mislead.
 */
export async function openServers(
  environment: Pick<Environment, 'mongodbUri' | 'redisUrl' | 'dataDir'>,
  { report, startFresh, redis }: OpenServersOptions,
): Promise<OpenServers> {
  const { mongodbUri, dataDir } = environment;
  const redisUrl = environment.redisUrl ?? (redis ? undefined : NOT_ASKED);
  const close = () => Promise.resolve();
  if (mongodbUri !== undefined && redisUrl !== undefined) return { mongodbUri, redisUrl, via: 'ingesteld', close };
  refuseClosed(dataDir);
  const running = findRunningServers(dataDir);
  if (running !== undefined) {
    const urls = { mongodbUri: mongodbUri ?? running.mongodbUri, redisUrl: redisUrl ?? running.redisUrl };
    return { ...urls, via: 'van het draaiende programma', close };
  }
  if (!startFresh && mongodbUri === undefined && !existsSync(join(dataDir, 'mongodb'))) {
    throw transient(
      'no-data-here',
      `In de gegevensmap ${dataDir} staat geen database en er draait geen programma. Stel MONGODB_URI in, of DATA_DIR op de map van het programma.`,
    );
  }
  const embedded = await startEmbeddedServers({ dataDir, mongodbUri, redisUrl, report });
  const interrupt = () => void embedded.stop().finally(() => process.exit(130));
  process.once('SIGINT', interrupt).once('SIGTERM', interrupt);
  return {
    mongodbUri: embedded.mongodbUri,
    redisUrl: embedded.redisUrl,
    via: 'ingebouwd, gestart voor deze opdracht',
    close: async () => {
      process.off('SIGINT', interrupt).off('SIGTERM', interrupt);
      await embedded.stop();
    },
  };
}

/** The folder of another account looks empty from here. */
function refuseClosed(dataDir: string): void {
  try {
    readdirSync(dataDir);
  } catch (thrown) {
    if ((thrown as NodeJS.ErrnoException).code === 'EACCES') throw notWritable(dataDir, thrown);
  }
}
