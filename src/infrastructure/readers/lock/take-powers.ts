import fs from 'node:fs';
import Module from 'node:module';
import type { ReaderRights } from '#application/ports/normalise-module.ts';
import { refuse } from './refuse.ts';

/** Of `process`: other processes, native code, files, who it is, and the handles that it holds. */
const OF_PROCESS = [
  '_debugEnd',
  '_debugProcess',
  '_getActiveHandles',
  '_getActiveRequests',
  '_kill',
  '_linkedBinding',
  'binding',
  'chdir',
  'dlopen',
  'execve',
  'initgroups',
  'kill',
  'loadEnvFile',
  'setegid',
  'seteuid',
  'setgid',
  'setgroups',
  'setuid',
  'umask',
];
/** Of the loader: whatever would stand between it and our guard, and what writes files. */
const OF_LOADER = ['enableCompileCache', 'flushCompileCache', 'register', 'registerHooks'];
const OF_EVERYWHERE = ['EventSource', 'WebSocket', 'fetch'];
/** Of the pipe to the program: it is of the same kind as any other local socket. */
const OF_CHANNEL = ['bind', 'connect', 'constructor', 'fchmod', 'listen', 'open'];

/** Of files: Node refuses to open one for writing, but asks nothing about what is open, and the pipe to the program is. */
const OF_FILES = Object.keys(fs).filter((name) => /write|append|utf8stream/i.test(name));

/** Takes away what needs no import. Nothing of it can be put back: no reference to the originals is left. */
export function takePowers({ wasm }: ReaderRights): void {
  take(process, OF_PROCESS);
  take(Module, OF_LOADER);
  take(fs, OF_FILES);
  take(globalThis, wasm ? OF_EVERYWHERE : [...OF_EVERYWHERE, 'WebAssembly']);
  Object.defineProperty(process, 'report', { value: undefined });
  for (const name of Object.keys(process.env)) Reflect.deleteProperty(process.env, name);
  for (const channel of channels()) take(Object.getPrototypeOf(channel) as object, OF_CHANNEL);
  // What was imported by name has the originals until then.
  Module.syncBuiltinESMExports();
}

function take(owner: object, names: readonly string[]): void {
  for (const name of names.filter((one) => one in owner)) {
    // Defined anew where it is, a part that Node loads when it is asked for is loaded first.
    Reflect.deleteProperty(owner, name);
    Object.defineProperty(owner, name, { value: refuse });
  }
}

/** Node keeps the pipe under a symbol of its own. */
function channels(): object[] {
  const held = Object.getOwnPropertySymbols(process).map((key) => (process as unknown as Record<symbol, unknown>)[key]);
  return held.filter((one): one is object => typeof one === 'object' && one?.constructor.name === 'Pipe');
}
