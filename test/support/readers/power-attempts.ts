import { fileURLToPath } from 'node:url';
import { load, type Act } from './attempt.ts';
import type { Targets } from './targets.ts';

/** What Node itself sets, or says where it is: none of it is ours. */
const KNOWN = ['TZ', 'PWD'];
const THREAD = 'require("worker_threads").parentPort.postMessage(Object.keys(process.env).join() || "a thread")';

/** Whatever concerns the environment, other processes, threads, native code and the engine. */
export function powerAttempts({ pid, addon, wasm }: Targets): Record<string, Act> {
  return {
    'see a variable of the environment': () =>
      Object.keys(process.env)
        .filter((name) => !KNOWN.includes(name))
        .join(),
    'start a program': async () => (await load('child_process')).execSync('echo x').toString(),
    'start a program, not waiting': async () => (await load('child_process')).spawn('/bin/sh').pid,
    'start a reader': async () => (await load('child_process')).fork(fileURLToPath(import.meta.url)).pid,
    'start a worker of a cluster': async () => (await load('cluster')).default.fork().process.pid,
    'become another program': () => process.execve?.('/bin/sh', ['sh'], {}),
    'start a thread': async () => answerOf(new (await load('worker_threads')).Worker(THREAD, { eval: true })),
    'start a thread without our flags': async () =>
      answerOf(new (await load('worker_threads')).Worker(THREAD, { eval: true, execArgv: [], env: process.env })),
    'start a thread of a file': async () =>
      answerOf(new (await load('worker_threads')).Worker(new URL('./thread.cjs', import.meta.url), { execArgv: [] })),
    'load native code': () => (process.dlopen({ exports: {} }, addon), true),
    'require native code': async () => (await load('./any-module.cjs')).default.require(addon),
    'reach what Node is made of': () => (process as unknown as { binding(name: string): object }).binding('tcp_wrap'),
    'reach what is linked in': () =>
      (process as unknown as { _linkedBinding(name: string): object })._linkedBinding('tcp_wrap'),
    'reach open handles': () => (process as unknown as { _getActiveHandles(): object[] })._getActiveHandles().length,
    // eslint-disable-next-line no-eval -- That is the attempt.
    'compile a text': () => (0, eval)('1 + 1') as number,
    'signal the program': () => process.kill(pid, 0),
    'signal the program, by the inner name': () =>
      (process as unknown as { _kill(pid: number, signal: number): number })._kill(pid, 0) === 0 || undefined,
    'debug itself': async () => ((await load('inspector')).open(0), true),
    'debug itself from within': async () => {
      const session = new (await load('inspector')).Session();
      session.connect();
      return session;
    },
    'have itself reported': () => process.report.getReport(),
    'see its own heap': async () => (await load('v8')).getHeapSnapshot(),
    'change the engine': async () => ((await load('v8')).setFlagsFromString('--allow-natives-syntax'), true),
    'see who runs it': async () => (await load('os')).userInfo().username,
    'see its machine': async () => (await load('os')).hostname(),
    'see what others do': async () => (await load('async_hooks')).createHook({ init: () => undefined }).enable(),
    'compile WebAssembly': () => (wasm ? undefined : Wasm.WebAssembly.validate(new Uint8Array())),
    'use WASI': async () => new (await load('wasi')).WASI({ version: 'preview1', preopens: { '/': '/' } }),
  };
}

/** Node's own types leave it to those of a browser. */
const Wasm = globalThis as unknown as { WebAssembly: { validate(bytes: Uint8Array): boolean } };

const answerOf = (thread: NodeJS.EventEmitter) =>
  new Promise((resolve, reject) => {
    thread.once('message', resolve);
    thread.once('error', reject);
  });
