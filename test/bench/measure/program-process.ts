import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '#infrastructure/network/free-port.ts';

export interface ProgramProcess {
  readonly pid: number;
  readonly address: string;
  stop(): Promise<void>;
}

const ENTRY = fileURLToPath(new URL('../../../src/main/index.ts', import.meta.url));
const READY_MS = 60_000;

/** `npm start` as a process of its own, up to the moment that it is ready. */
export async function startProgramProcess(variables: {
  INTAKE_CONFIG: string;
  MONGODB_URI: string;
  REDIS_URL: string;
  DATA_DIR: string;
  ROLES?: string;
}): Promise<ProgramProcess> {
  const port = await findFreePort();
  const child = spawn(process.execPath, [...flags(), ENTRY], {
    env: { ...process.env, LOG_LEVEL: 'info', HOST: '127.0.0.1', ...variables, PORT: String(port) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await untilReady(child);
  return { pid: child.pid ?? 0, address: `http://127.0.0.1:${port}`, stop: () => stop(child) };
}

/** `BENCH_PROFILE=folder` leaves a processor profile of the program there. */
function flags(): string[] {
  const folder = process.env['BENCH_PROFILE'];
  return folder === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${folder}`];
}

async function untilReady(child: ChildProcess): Promise<void> {
  if (child.stdout === null) throw new Error('the program has no output');
  const lines = createInterface({ input: child.stdout });
  const started = new Promise<void>((resolve) => {
    lines.on('line', (line) => {
      if (line.includes('"msg":"started"')) resolve();
    });
  });
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`the program ended with ${code} before it was ready`);
  });
  const late = AbortSignal.timeout(READY_MS);
  await Promise.race([started, ended, once(late, 'abort').then(() => Promise.reject(new Error('not ready in time')))]);
}

async function stop(child: ChildProcess): Promise<void> {
  const ended = once(child, 'exit');
  if (child.exitCode !== null) return;
  child.kill('SIGTERM');
  const killer = setTimeout(() => child.kill('SIGKILL'), 30_000);
  await ended;
  clearTimeout(killer);
}
