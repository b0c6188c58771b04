import { once } from 'node:events';
import { createSocket } from 'node:dgram';
import { writeFileSync } from 'node:fs';
import { createServer, type AddressInfo } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onTestFinished } from 'vitest';
import { temporaryFolder } from '../temporary-folder.ts';
import type { Targets } from './targets.ts';

const ADDON = `@oxc-parser/binding-${process.platform}-${process.arch}-gnu/parser.${process.platform}-${process.arch}-gnu.node`;

/** What a reader goes for, made for this test; `visits` counts who came. */
export async function openTargets(
  ports: readonly number[],
): Promise<{ targets: Omit<Targets, 'wasm'>; visits: () => number }> {
  let visits = 0;
  const folder = await temporaryFolder();
  const files = ['intake.yaml', 'gegevens.txt'].map((name) => join(folder, name));
  for (const file of files) writeFileSync(file, 'wachtwoord: geheim\n');
  const server = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(0, '127.0.0.1');
  const local = createServer((socket) => {
    visits += 1;
    socket.destroy();
  }).listen(join(folder, 'socket'));
  const udp = createSocket('udp4').on('message', () => (visits += 1));
  udp.bind(0, '127.0.0.1');
  await Promise.all([once(server, 'listening'), once(local, 'listening'), once(udp, 'listening')]);
  onTestFinished(() => {
    server.close();
    local.close();
    udp.close();
  });
  const targets = {
    files,
    folder,
    newFile: join(folder, 'nieuw'),
    ports: [(server.address() as AddressInfo).port, ...ports],
    udpPort: udp.address().port,
    unixSocket: join(folder, 'socket'),
    pid: process.pid,
    addon: fileURLToPath(import.meta.resolve(ADDON)),
  };
  return { targets, visits: () => visits };
}
