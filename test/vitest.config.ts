import '../src/infrastructure/private-umask.ts';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const root = fileURLToPath(new URL('..', import.meta.url));
const SERVERS = 'test/support/shared-servers.ts';

/** Of these, only the ones that are asked for run, and the servers come up only when one of theirs is among them. */
const project = (name: string, options: { servers?: boolean; timeoutMs?: number } = {}) => ({
  extends: true as const,
  test: {
    name,
    include: [`test/${name}/**/*.test.ts`],
    testTimeout: options.timeoutMs ?? 5_000,
    hookTimeout: options.servers ? 60_000 : 10_000,
    ...(options.servers ? { globalSetup: [SERVERS] } : {}),
  },
});

export default defineConfig({
  root,
  test: {
    pool: 'forks',
    // One file, one process; two at once: the servers need the rest of a two-core machine.
    maxWorkers: Math.min(2, availableParallelism()),
    passWithNoTests: false,
    // LOG_LEVEL reaches the programs that tests start; a failing test is looked at with LOG_LEVEL=debug.
    env: { LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'silent' },
    projects: [
      project('unit'),
      project('golden', { timeoutMs: 15_000 }),
      project('architecture', { timeoutMs: 60_000 }),
      project('contract', { servers: true, timeoutMs: 30_000 }),
      project('integration', { servers: true, timeoutMs: 30_000 }),
      project('journey', { servers: true, timeoutMs: 120_000 }),
      project('hostile', { servers: true, timeoutMs: 60_000 }),
      project('attack', { servers: true, timeoutMs: 60_000 }),
      project('browser', { servers: true, timeoutMs: 60_000 }),
    ],
  },
});
