import { createHash } from 'node:crypto';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runProgram, type RunningProgram } from '#test/support/crash/run-program.ts';
import { eventually } from '#test/support/eventually.ts';
import { writeConfig } from '#test/support/program-environment.ts';

const TOKEN = 'formulier-token-van-deze-proef';
let folder: string;
let program: RunningProgram;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'intake-embedded-'));
  const config = {
    kanalen: { webformulier: {} },
    toegang: {
      tokens: [
        { naam: 'site', sha256: createHash('sha256').update(TOKEN).digest('hex'), rechten: ['lezen', 'schrijven'] },
      ],
    },
  };
  program = runProgram({
    INTAKE_CONFIG: writeConfig(folder, config),
    DATA_DIR: join(folder, 'data'),
    PORT: '0',
    MONGODB_URI: '',
    REDIS_URL: '',
  });
});
afterAll(async () => {
  await program.stop();
  rmSync(folder, { recursive: true, force: true });
});

const serverPids = () =>
  globSync('data/**/process.json', { cwd: folder }).map(
    (file) => (JSON.parse(readFileSync(join(folder, file), 'utf8')) as { pid: number }).pid,
  );

test('a program whose embedded servers are killed brings them back, and registers once what it could not take', async () => {
  const { address = '' } = await program.started;
  const send = async (inzending: string) => {
    const response = await fetch(`${address}/formulieren/webformulier`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        authorization: `Token ${TOKEN}`,
        'idempotency-key': inzending,
      },
      body: JSON.stringify({
        betrokkenen: [{ volledigeNaam: 'Sanne de Wit', emailadres: 'sanne@post.example' }],
        onderwerpen: [{ onderwerp: 'Grofvuil', vraag: 'Wanneer wordt het opgehaald?' }],
      }),
    });
    const body = (await response.json()) as { klantcontacten?: { nummer: string }[] };
    return { status: response.status, nummer: body.klantcontacten?.[0]?.nummer };
  };
  const before = await send('voor');
  expect(before.status).toBe(201);
  const pids = serverPids();
  expect(pids).toHaveLength(2);
  for (const pid of pids) process.kill(pid, 'SIGKILL');
  const after = await eventually(
    async () => {
      const answer = await send('na').catch(() => undefined);
      return answer?.status === 201 && answer;
    },
    { what: 'a form is registered again', deadlineMs: 60_000 },
  );
  expect(serverPids()).not.toEqual(pids);
  expect(after.nummer).not.toBe(before.nummer);
  expect(await send('na')).toMatchObject({ nummer: after.nummer });
  expect(await send('voor')).toMatchObject({ nummer: before.nummer });
});
