import { once } from 'node:events';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import type { ClamdAddress } from '#infrastructure/clamav/clamd-connection.ts';

/** What it does with a document in which its name stands. */
const ACTS = ['crash', 'hang', 'garbage', 'besmet'] as const;

export interface FakeClamd {
  readonly tcp: ClamdAddress;
  /** How often it crashed. */
  readonly crashes: () => number;
  /** Whether it can be reached: after a crash it is away for a moment. */
  readonly isUp: () => boolean;
  /** It goes away; `start` brings it back at the same address. */
  halt(): Promise<void>;
  start(): Promise<void>;
  close(): Promise<void>;
}

/**
 * A server that speaks the part of clamd(8) that we use. A document that says so crashes it (every connection ends, and it
 * is away for `awayMs`), makes it hang, answers garbage, or is infected.
 */
export async function startFakeClamd({ awayMs = 50 } = {}): Promise<FakeClamd> {
  const sockets = new Set<Socket>();
  let crashes = 0;
  const server = createServer(serve);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;
  let isClosed = false;

  function serve(socket: Socket): void {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    let text = '';
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (text.startsWith('zPING\0')) socket.end('PONG\0');
      else if (text.endsWith('\0\0\0\0'))
        answer(
          socket,
          ACTS.find((act) => text.includes(`doe:${act}`)),
        );
    });
  }

  function answer(socket: Socket, act: (typeof ACTS)[number] | undefined): void {
    if (act === 'crash') crash();
    else if (act === 'garbage') socket.end('%PDF-1.7 wat is dit\0');
    else if (act === 'besmet') socket.end('stream: Nep-Virus FOUND\0');
    else if (act === undefined) socket.end('stream: OK\0');
  }

  function crash(): void {
    crashes += 1;
    void closeAll(server, sockets).then(() =>
      setTimeout(() => {
        if (!isClosed) server.listen(port, '127.0.0.1');
      }, awayMs),
    );
  }

  return {
    tcp: { host: '127.0.0.1', port },
    crashes: () => crashes,
    isUp: () => server.listening,
    halt: () => closeAll(server, sockets),
    start: async () => void (await once(server.listen(port, '127.0.0.1'), 'listening')),
    close: async () => {
      isClosed = true;
      await closeAll(server, sockets);
    },
  };
}

async function closeAll(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  const closed = server.listening ? once(server.close(), 'close') : undefined;
  for (const socket of sockets) socket.destroy();
  await closed;
}
