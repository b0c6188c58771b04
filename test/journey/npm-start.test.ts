import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

test('who stops npm start stops the program, and hears that it ended well', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'intake-npm-'));
  const path = join(folder, 'intake.yaml');
  const afdelingen = [{ code: 'KCC', naam: 'Klantcontactcentrum' }];
  writeFileSync(path, JSON.stringify({ gemeente: 'Voorbeeldstad', kanalen: { balie: {} }, afdelingen }));
  const npm = spawn('npm', ['start'], {
    cwd: ROOT,
    env: {
      ...process.env,
      INTAKE_CONFIG: path,
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      MONGODB_URI: '',
      REDIS_URL: '',
    },
    stdio: ['ignore', 'pipe', 'inherit'],
    // A group of its own, so that whatever is left of it can be found and ended.
    detached: true,
  });
  const ended = once(npm, 'exit');
  try {
    const said: string[] = [];
    for await (const line of createInterface({ input: npm.stdout })) {
      said.push(line);
      // To npm alone, as a service manager does; a terminal's Ctrl-C reaches all of them.
      if (line.startsWith('Klaar: ')) npm.kill('SIGTERM');
    }
    expect(said.at(-1)).toMatch(/^Stoppen/);
    expect(await ended).toEqual([0, null]);
  } finally {
    endGroup(npm.pid ?? 0);
    rmSync(folder, { recursive: true, force: true });
  }
});

function endGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Nobody left: as it should be.
  }
}
