import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { findFreePort } from '#infrastructure/network/free-port.ts';
import { exchange } from './server-exchange.ts';
import { signal, terminate } from './process-signals.ts';
import { waitUntilReady } from './wait-until-ready.ts';
import { layDovecotFolder, type DovecotAccount } from './dovecot-folder.ts';

export type Dovecot = {
  host: string;
  port: number;
  /** IMAP over TLS with a certificate made for this run, when asked for; `certificateFile` is what a client trusts. */
  tlsPort?: number;
  certificateFile?: string;
  logFile: string;
  /** The server goes away and all connections with it; mail and port stay, `start` brings them back. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

const PROGRAM = ['/usr/sbin/dovecot', '/usr/local/sbin/dovecot', '/usr/bin/dovecot'].find((file) => existsSync(file));

export const isDovecotPresent = PROGRAM !== undefined;

/**
 * Debian's Dovecot as an instance of our own: high port, own configuration, mail folder and accounts in a temporary
 * folder. It runs without rights of its own: under root it is given to `nobody`, else it is the caller's.
 */
export async function startDovecot(options: { users: DovecotAccount[]; tls?: boolean }): Promise<Dovecot> {
  if (!PROGRAM) throw new Error('dovecot is not installed: apt-get install dovecot-imapd');
  const port = await findFreePort();
  const tlsPort = options.tls ? await findFreePort() : undefined;
  const folder = await layDovecotFolder({ ...options, port, tlsPort });
  let pid = 0;
  const start = async () => {
    const { uid, gid } = folder.owner;
    const child = spawn(PROGRAM, ['-F', '-c', folder.configurationFile], { stdio: 'ignore', detached: true, uid, gid });
    pid = child.pid ?? 0;
    const isHopeless = () => child.exitCode !== null;
    if (await waitUntilReady(() => greets(port), { deadlineMs: 15_000, isHopeless })) return;
    throw new Error(`dovecot does not answer; see ${folder.logFile}`);
  };
  const halt = () => terminate(pid);
  const onOurExit = () => signal(pid, 'SIGTERM');
  process.on('exit', onOurExit);
  const stop = async () => {
    await halt();
    process.off('exit', onOurExit);
    await rm(folder.path, { recursive: true, force: true });
  };
  await start();
  const tls = tlsPort ? { tlsPort, certificateFile: folder.certificateFile } : {};
  return { host: '127.0.0.1', port, ...tls, logFile: folder.logFile, halt, start, stop };
}

async function greets(port: number): Promise<boolean> {
  const answer = await exchange(`imap://127.0.0.1:${port}`, Buffer.from('a LOGOUT\r\n'), (bytes) =>
    bytes.includes('\r\n'),
  );
  return answer.toString('latin1').startsWith('* OK');
}
