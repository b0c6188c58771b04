import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ClamdAddress } from '#infrastructure/clamav/clamd-connection.ts';
import { createClamdScanner } from '#infrastructure/clamav/clamd-scanner.ts';
import { signal, terminate } from '#infrastructure/embedded/process-signals.ts';
import { waitUntilReady } from '#infrastructure/embedded/wait-until-ready.ts';
import { findFreePort } from '#infrastructure/network/free-port.ts';

const PROGRAM = ['/usr/sbin/clamd', '/usr/local/sbin/clamd'].find((file) => existsSync(file));
export const isClamdPresent = PROGRAM !== undefined;
if (!isClamdPresent)
  process.stdout.write('clamd (clamav-daemon) staat niet op deze machine: de proeven ermee zijn overgeslagen\n');

/** The EICAR test file, in parts: scanners on the way to this repository would take the whole of it for a virus. */
export const EICAR = Buffer.from(
  ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR', '-STANDARD-ANTIVIRUS-', 'TEST-FILE!$H+H*'].join(''),
);
/** As clamd names it: a signature that is not of its makers gets this ending. */
export const SIGNATURE = 'Eicar-Test-Signature.UNOFFICIAL';

export interface Clamd {
  readonly tcp: ClamdAddress;
  readonly socket: ClamdAddress;
  /** It goes away; `start` brings it back at the same address. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

/** Debian's clamd as an instance of our own, that knows one virus and takes at most one megabyte. */
export async function startClamd(): Promise<Clamd> {
  if (PROGRAM === undefined) throw new Error('clamd is not installed: apt-get install clamav-daemon');
  const folder = await mkdtemp(join(tmpdir(), 'klantcontact-clamd-'));
  const port = await findFreePort();
  const tcp = { host: '127.0.0.1', port };
  const socket = { socket: join(folder, 'clamd.sock') };
  const hash = createHash('md5').update(EICAR).digest('hex');
  await writeFile(join(folder, 'proef.hdb'), `${hash}:${EICAR.byteLength}:Eicar-Test-Signature\n`);
  const configuration = join(folder, 'clamd.conf');
  await writeFile(
    configuration,
    [
      `LocalSocket ${socket.socket}`,
      `TCPSocket ${port}`,
      'TCPAddr 127.0.0.1',
      `DatabaseDirectory ${folder}`,
      'Foreground yes',
      'StreamMaxLength 1M',
      '',
    ].join('\n'),
  );
  let pid = 0;
  const start = async () => {
    const child = spawn(PROGRAM, ['-c', configuration], { stdio: 'ignore', detached: true });
    pid = child.pid ?? 0;
    const answers = () => createClamdScanner({ clamd: tcp, timeoutMs: 1_000 }).ping();
    const isHopeless = () => child.exitCode !== null;
    const isUp = await waitUntilReady(() => answers().then(() => true), { deadlineMs: 20_000, isHopeless });
    if (!isUp) throw new Error('clamd does not answer');
  };
  const halt = () => terminate(pid);
  const onOurExit = () => {
    signal(pid, 'SIGTERM');
  };
  process.once('exit', onOurExit);
  await start();
  return {
    tcp,
    socket,
    halt,
    start,
    stop: async () => {
      process.off('exit', onOurExit);
      await halt();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
