import { readdirSync } from 'node:fs';
import { Redis } from 'ioredis';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runMongodbCommand } from '#infrastructure/embedded/mongodb-command.ts';
import { isAlive } from '#infrastructure/embedded/process-signals.ts';
import { startEmbeddedServers } from '#infrastructure/embedded/start-embedded-servers.ts';
import { openDataDisk } from '#test/crash/world/data-disk.ts';
import { eventually } from '#test/support/eventually.ts';
import { temporaryFolder } from '#test/support/temporary-folder.ts';

const SOON = { firstPause: 10, longestPause: 200, betweenLooks: 50 };

async function start(dataDir: string, more: { redisUrl?: string } = {}) {
  const lines: string[] = [];
  const servers = await startEmbeddedServers({
    ...{ dataDir, report: (line: string) => lines.push(line), keepTimings: SOON },
    ...more,
  });
  onTestFinished(() => servers.stop());
  const { mongodbUri } = servers;
  const save = async (_id: string, filling = '') => {
    const update = { q: { _id }, u: { $set: { filling } }, upsert: true };
    const answer = await runMongodbCommand(mongodbUri, { update: 'vragen', updates: [update] });
    return answer['ok'] === 1 && answer['writeErrors'] === undefined;
  };
  const count = async () => (await runMongodbCommand(mongodbUri, { count: 'vragen' }))['n'] as number;
  return { servers, lines, save, count };
}

describe('an embedded server that is killed', () => {
  it('comes back on its own port with everything it had acknowledged, as often as it takes', async () => {
    const { servers, lines, save, count } = await start(await temporaryFolder());
    const redis = new Redis(servers.redisUrl, { maxRetriesPerRequest: null });
    redis.on('error', () => undefined);
    onTestFinished(() => {
      redis.disconnect();
    });
    for (const round of [1, 2]) {
      expect(await save(`vraag ${round}`)).toBe(true);
      const { mongodb = 0, redis: queues = 0 } = servers.processes;
      process.kill(mongodb, 'SIGKILL');
      process.kill(queues, 'SIGKILL');
      await eventually(async () => (await count()) === round, { what: 'the database is back with what it had' });
      await eventually(() => redis.ping(), { what: 'the queues are back' });
      await eventually(() => lines.filter((line) => line.endsWith('draait weer.')).length === 2 * round, {
        what: 'both are kept again',
      });
      expect(servers.processes).not.toEqual({ mongodb, redis: queues });
    }
    const pids = Object.values(servers.processes);
    await servers.stop();
    expect(pids.some(isAlive)).toBe(false);
  });

  it('stays away when the program stops in the middle of bringing it back', async () => {
    const folder = await temporaryFolder();
    const { servers } = await start(folder);
    const { mongodb = 0 } = servers.processes;
    process.kill(mongodb, 'SIGKILL');
    await eventually(() => !isAlive(mongodb), { what: 'the database is gone' });
    await servers.stop();
    expect(Object.values(servers.processes).some(isAlive)).toBe(false);
    expect(readdirSync(folder)).not.toContain('instance.json');
  });
});

describe('an embedded database that met a full disk', () => {
  it('stores again as soon as there is room, without anybody starting anything', async ({ skip }) => {
    const folder = await temporaryFolder();
    const disk = await openDataDisk(folder);
    onTestFinished(() => disk.unmount());
    if (disk.cannotFill !== undefined) skip(`Skipped: ${disk.cannotFill}`);
    const { save, count } = await start(disk.path, { redisUrl: 'redis://127.0.0.1:9' });
    expect(await save('voor')).toBe(true);
    await disk.fill();
    const filling = 'x'.repeat(1_000_000);
    let refused = 0;
    for (let index = 0; index < 200 && refused < 3; index += 1) {
      if (!(await save(`groot ${index}`, filling).catch(() => false))) refused += 1;
    }
    expect(refused).toBe(3);
    await disk.free();
    await eventually(() => save('na'), { what: 'the database stores again', deadlineMs: 20_000 });
    expect(await count()).toBeGreaterThanOrEqual(2);
  });
});
