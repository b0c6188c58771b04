import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '#test/support/run-command.ts';

function writeConfig(folder: string): string {
  const path = join(folder, 'intake.yaml');
  const afdelingen = [{ code: 'KCC', naam: 'Klantcontactcentrum' }];
  writeFileSync(path, JSON.stringify({ gemeente: 'Voorbeeldstad', kanalen: { balie: {} }, afdelingen }));
  return path;
}

test('a program whose database does not answer says in Dutch what to look at, and ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-database-'));
  try {
    const { code, errors } = await runCommand('src/main/index.ts', [], {
      INTAKE_CONFIG: writeConfig(folder),
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      MONGODB_URI: 'mongodb://127.0.0.1:1/intake?serverSelectionTimeoutMS=500',
      REDIS_URL: 'redis://127.0.0.1:1',
    });
    expect(code).toBe(1);
    expect(errors).toMatch(/^MongoDB antwoordt niet: kijk of .* \[mongodb-unreachable\]\n$/);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a program that finds its port taken says so in one line, and ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-port-'));
  const other = createServer().listen(0, '127.0.0.1');
  try {
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    // Servers of its own: they have to be gone as well.
    const { code, errors } = await runCommand('src/main/index.ts', [], {
      INTAKE_CONFIG: writeConfig(folder),
      DATA_DIR: join(folder, 'data'),
      PORT: String(port),
      MONGODB_URI: '',
      REDIS_URL: '',
    });
    expect(code).toBe(1);
    expect(errors.trim().split('\n')).toEqual([expect.stringMatching(/is al bezet.*\[port-in-use\]$/)]);
  } finally {
    other.close();
    rmSync(folder, { recursive: true, force: true });
  }
});
