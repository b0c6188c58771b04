import { spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findFreePort } from '#infrastructure/network/free-port.ts';
import { commandLineOf, isAlive, signal, terminate } from './process-signals.ts';
import { waitUntilReady } from './wait-until-ready.ts';

/** A server program that we start: how, where, and when it counts as up. */
export type ServerPlan = {
  binary: string;
  /** Holds its process file, its log of this run, and (under `args`' control) its data. */
  directory: string;
  /** Path of the socket it listens on, if it does; a server without one gets a port. */
  socket?: string;
  args(port: number): string[];
  /** Its address, for our own drivers. */
  url(port: number): string;
  probe(url: string): Promise<boolean>;
  deadlineMs: number;
};

export type ServerProcess = { pid: number; url: string; stop(): Promise<void>; exited: Promise<void> };

const ATTEMPTS = 3;
const LOG_TAIL_LINES = 4;
const processFile = (directory: string) => join(directory, 'process.json');
const logFile = (directory: string) => join(directory, 'server.log');

/** Starts the server on its socket, or on a free loopback port, the one of last time if it can. Throws an Error with the end of its log. */
export async function startServerProcess(plan: ServerPlan): Promise<ServerProcess> {
  mkdirSync(plan.directory, { recursive: true });
  const last = readProcessFile(plan.directory);
  await stopLeftOverServer(plan.directory);
  for (let attempt = 1; ; attempt += 1) {
    const server = launch(plan, plan.socket ? 0 : await findFreePort(attempt === 1 ? last?.port : undefined));
    const isHopeless = () => !server.runs();
    if (await waitUntilReady(() => plan.probe(server.url), { deadlineMs: plan.deadlineMs, isHopeless })) return server;
    const reason = server.runs() ? `geen antwoord binnen ${plan.deadlineMs / 1000} s` : server.ending();
    await server.stop();
    // Another process may have taken the port between our look and the server's bind: that deserves another try.
    const isPortTaken = /address already in use|EADDRINUSE/i.test(logTail(plan.directory, 50));
    if (attempt === ATTEMPTS || !isPortTaken) throw new Error(`${reason}; ${logTail(plan.directory, LOG_TAIL_LINES)}`);
  }
}

/**
 * A server of ours that outlived its program (kill -9) is stopped: its data folder is about to be opened again. It is
 * recognised by its pid together with the port or the socket in its command line, so a reused pid is never hit.
 */
export async function stopLeftOverServer(directory: string): Promise<void> {
  const last = readProcessFile(directory);
  if (last && commandLineOf(last.pid).includes(last.socket ?? String(last.port))) await terminate(last.pid);
}

function launch(plan: ServerPlan, port: number) {
  const log = openSync(logFile(plan.directory), 'w');
  // Detached: a leader of its own process group, so the terminal's Ctrl-C reaches us alone and we can drain first.
  const child = spawn(plan.binary, plan.args(port), {
    cwd: plan.directory,
    detached: true,
    stdio: ['ignore', log, log],
  });
  closeSync(log);
  let ending = '';
  const exited = new Promise<void>((resolve) => {
    const end = (text: string) => {
      ending ||= text;
      process.off('exit', onOurExit);
      resolve();
    };
    child.once('error', (error) => end(`start niet: ${error.message}`));
    child.once('exit', (code, name) => end(`gestopt met ${name ?? `code ${code}`}`));
  });
  const pid = child.pid ?? 0;
  const onOurExit = () => signal(pid, 'SIGTERM');
  if (pid) {
    writeFileSync(
      processFile(plan.directory),
      JSON.stringify({ pid, ...(plan.socket ? { socket: plan.socket } : { port }) }),
    );
    process.on('exit', onOurExit);
  }
  const stop = async () => {
    if (pid && ending === '') await terminate(pid);
    await exited;
  };
  return { pid, url: plan.url(port), exited, stop, runs: () => ending === '' && isAlive(pid), ending: () => ending };
}

type ProcessFile = { pid: number; port?: number; socket?: string };

function readProcessFile(directory: string): ProcessFile | undefined {
  try {
    return JSON.parse(readFileSync(processFile(directory), 'utf8')) as ProcessFile;
  } catch {
    return undefined;
  }
}

function logTail(directory: string, lines: number): string {
  try {
    return readFileSync(logFile(directory), 'utf8').trim().split('\n').slice(-lines).join(' | ');
  } catch {
    return 'geen logboek';
  }
}
