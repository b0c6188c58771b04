import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { startEmbeddedServers, type EmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { removeLeftOverTestServers, TEST_DATA_PREFIX } from './left-over-test-servers.ts';

declare module 'vitest' {
  interface ProvidedContext {
    mongodbUri: string;
    redisUrl: string;
  }
}

/** Shared by every project of one run: each loads this file anew, so the pair is kept on the global object. */
type Shared = { users: number; servers: Promise<EmbeddedServers>; dataDir: Promise<string> };
const holder = globalThis as typeof globalThis & { sharedTestServers?: Shared };

/** One MongoDB-protocol server and one Redis-protocol server for the whole run; MONGODB_URI and REDIS_URL are used when set. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const shared = (holder.sharedTestServers ??= start());
  shared.users += 1;
  const { mongodbUri, redisUrl } = await shared.servers;
  project.provide('mongodbUri', mongodbUri);
  project.provide('redisUrl', redisUrl);
  return () => release(shared);
}

function start(): Shared {
  const dataDir = removeLeftOverTestServers().then(() => mkdtemp(join(tmpdir(), TEST_DATA_PREFIX)));
  const servers = dataDir.then(async (folder) => {
    const report = (line: string) => process.stderr.write(`${line}\n`);
    const { MONGODB_URI: mongodbUri, REDIS_URL: redisUrl } = process.env;
    const started = await startEmbeddedServers({ dataDir: folder, mongodbUri, redisUrl, report });
    started.describe.forEach(report);
    return started;
  });
  return { users: 0, servers, dataDir };
}

async function release(shared: Shared): Promise<void> {
  shared.users -= 1;
  if (shared.users > 0) return;
  delete holder.sharedTestServers;
  await (await shared.servers).stop();
  await rm(await shared.dataDir, { recursive: true, force: true });
}
