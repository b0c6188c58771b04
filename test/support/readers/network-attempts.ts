import type Net from 'node:net';
import { connected, load, type Act } from './attempt.ts';
import type { Targets } from './targets.ts';

const HERE = '127.0.0.1';

/** Whatever concerns the network, by every road to it. */
export function networkAttempts({ ports, udpPort, unixSocket }: Targets): Record<string, Act> {
  const [port = 0] = ports;
  const to = (road: string, net: () => unknown): [string, Act] => [
    `connect by ${road}`,
    async () => connected(((await net()) as typeof Net).connect(port, HERE)),
  ];
  return {
    ...Object.fromEntries(
      ports.map((each): [string, Act] => [
        `connect to port ${each}`,
        async () => connected((await load('net')).connect(each, HERE)),
      ]),
    ),
    ...Object.fromEntries([
      to('import', () => import('node:net')),
      to('its short name', () => load('net')),
      to('createRequire', async () => (await load('module')).createRequire(import.meta.url)('net')),
      to('getBuiltinModule', () => process.getBuiltinModule('node:net')),
      to('an old package', async () => (await load('./any-module.cjs')).default.require('node:net')),
      to('the loader', async () => (await load('./any-module.cjs')).default.Module._load('net')),
      to('a hook of its own', async () => {
        const { Module } = (await load('./any-module.cjs')).default;
        const hook = Module.registerHooks({
          resolve: (url: string) => ({ url, format: 'builtin', shortCircuit: true }),
        });
        return load('node:net').finally(() => hook.deregister());
      }),
      to('code from a text', () =>
        load('data:text/javascript,import net from "node:net"; export const connect = net.connect'),
      ),
      // eslint-disable-next-line no-eval -- That is the attempt.
      to('eval', () => (0, eval)('import("node:net")')),
      // eslint-disable-next-line @typescript-eslint/no-implied-eval -- That is the attempt.
      to('a function from a text', () => new Function('return import("node:net")')()),
      to('another script', async () => (await load('vm')).runInThisContext('process.getBuiltinModule("net")')),
    ]),
    'connect a socket': async () => connected(new (await load('net')).Socket().connect(port, HERE)),
    'connect to a local socket': async () => connected((await load('net')).connect(unixSocket)),
    'connect the pipe to another socket': () => {
      const pipe = channelOf(process);
      const other = new (pipe?.constructor as new (type: number) => { bind(path: string): number })(0);
      return other.bind(`${unixSocket}.other`) === 0 ? 'bound' : undefined;
    },
    listen: async () => connected((await load('net')).createServer().listen(0, HERE), 'listening'),
    'connect with TLS': async () => connected((await load('tls')).connect(port, HERE, { rejectUnauthorized: false })),
    'ask by HTTP': async () => connected((await load('http')).get(`http://${HERE}:${port}/`), 'socket'),
    'ask by HTTPS': async () => connected((await load('https')).get(`https://${HERE}:${port}/`), 'socket'),
    'ask by HTTP/2': async () => connected((await load('http2')).connect(`http://${HERE}:${port}/`)),
    fetch: () => fetch(`http://${HERE}:${port}/`).then(({ status }) => status),
    'open a web socket': () => new WebSocket(`ws://${HERE}:${port}/`),
    'look a name up': async () => (await load('dns/promises')).lookup('localhost'),
    'ask a name server': async () => (await load('dns')).promises.resolve('example.org'),
    'list the networks': async () => Object.keys((await load('os')).networkInterfaces()).length || undefined,
    'send a datagram': async () => {
      const socket = (await load('dgram')).createSocket('udp4');
      return new Promise((resolve, reject) => {
        socket.send('x', udpPort, HERE, (error: Error | null) => {
          if (error === null) resolve(true);
          else reject(error);
        });
      });
    },
  };
}

function channelOf(owner: object): object | undefined {
  const held = Object.getOwnPropertySymbols(owner).map((key) => (owner as Record<symbol, unknown>)[key]);
  return held.find((one) => typeof (one as { fchmod?: unknown } | null)?.fchmod === 'function') as object | undefined;
}
