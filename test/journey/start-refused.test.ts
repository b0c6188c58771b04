import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { runCommand } from '#test/support/run-command.ts';

test('a program that finds its port taken says so in one line, and ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-port-'));
  const other = createServer().listen(0, '127.0.0.1');
  try {
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const path = join(folder, 'intake.yaml');
    writeFileSync(
      path,
      JSON.stringify({
        gemeente: 'Voorbeeldstad',
        kanalen: { balie: {} },
        afdelingen: [{ code: 'KCC', naam: 'Klantcontactcentrum' }],
      }),
    );
    // Servers of its own: they have to be gone as well.
    const { code, errors } = await runCommand('src/main/index.ts', [], {
      INTAKE_CONFIG: path,
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
