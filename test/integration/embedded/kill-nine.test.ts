import { Redis } from 'ioredis';
import mongoose from 'mongoose';
import { expect, it, onTestFinished } from 'vitest';
import { isAlive, signal } from '#infrastructure/embedded/process-signals.ts';
import { findRunningServers } from '#infrastructure/embedded/running-servers.ts';
import { startEmbeddedServers, type EmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { eventually } from '#test/support/eventually.ts';
import { startProgram } from '#test/support/start-program.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

type Held = Pick<EmbeddedServers, 'mongodbUri' | 'redisUrl' | 'processes'>;

async function holdServers(dataDir: string) {
  const program = await startProgram('test/support/embedded/hold-servers.ts', dataDir);
  const servers = JSON.parse(program.firstLine) as Held;
  onTestFinished(async () => {
    await program.kill();
    for (const pid of pids(servers)) signal(pid, 'SIGKILL');
  });
  return { program, servers };
}

async function startAgain(dataDir: string) {
  const servers = await startEmbeddedServers({ dataDir, report: () => {} });
  onTestFinished(() => servers.stop());
  return servers;
}

const WRITES = 50;

async function write(servers: Held): Promise<void> {
  const connection = await mongoose.createConnection(servers.mongodbUri, { dbName: 'proef' }).asPromise();
  for (let nummer = 0; nummer < WRITES; nummer += 1) await connection.collection('proef').insertOne({ nummer });
  await connection.close();
  const redis = new Redis(servers.redisUrl);
  await redis.set('proef', 'bewaard');
  await redis.quit();
}

async function read(servers: Held) {
  const connection = await mongoose.createConnection(servers.mongodbUri, { dbName: 'proef' }).asPromise();
  const count = await connection.collection('proef').countDocuments({});
  await connection.close();
  const redis = new Redis(servers.redisUrl);
  const value = await redis.get('proef');
  await redis.quit();
  return { count, value };
}

const pids = ({ processes }: Held) => Object.values(processes);

it('what was acknowledged is still there after program and servers were killed at once', async () => {
  const dataDir = await temporaryFolder();
  const { program, servers } = await holdServers(dataDir);
  await write(servers);
  for (const pid of pids(servers)) process.kill(pid, 'SIGKILL');
  await program.kill();
  const again = await startAgain(dataDir);
  expect(await read(again)).toEqual({ count: WRITES, value: 'bewaard' });
});

it('servers that outlive their killed program are stopped by the next start, which finds their data', async () => {
  const dataDir = await temporaryFolder();
  const { program, servers } = await holdServers(dataDir);
  await write(servers);
  expect(findRunningServers(dataDir)).toEqual({ mongodbUri: servers.mongodbUri, redisUrl: servers.redisUrl });
  await program.kill();
  expect(pids(servers).every(isAlive)).toBe(true);
  expect(findRunningServers(dataDir)).toBeUndefined();

  const again = await startAgain(dataDir);
  expect(pids(servers).some(isAlive)).toBe(false);
  expect(await read(again)).toEqual({ count: WRITES, value: 'bewaard' });
  await again.stop();
  await eventually(() => !pids(again).some(isAlive), { what: 'both servers gone after stop' });
});
