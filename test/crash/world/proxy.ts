import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** A TCP line that can be made to fail: between the program and one server, on this machine. */
export interface Proxy {
  readonly port: number;
  /** Nothing moves any more, and nothing is closed: a firewall that forgot the connections, a frozen server. */
  stall(): void;
  /** All that waited goes on. */
  flow(): void;
  /** Every connection is reset now; new ones are welcome. */
  reset(): void;
  /** The connection that carries the byte after the next `bytes` from the server is reset there. */
  cutAfter(bytes: number): void;
  /** Times that an armed cut came to it. */
  readonly cuts: number;
  close(): Promise<void>;
}

interface Line {
  readonly client: Socket;
  readonly server: Socket;
}

/** `target`: a port of this machine, or the path of a socket. */
export async function createProxy(target: number | string): Promise<Proxy> {
  const lines = new Set<Line>();
  let stalled = false;
  let budget = Infinity;
  let cuts = 0;
  const listener = createServer((client) => {
    const server = typeof target === 'number' ? connect(target, '127.0.0.1') : connect(target);
    const line: Line = { client, server };
    lines.add(line);
    forward(client, server);
    forward(server, client, (chunk) => spend(line, chunk));
    for (const socket of [client, server]) {
      // A line that is cut reports it on both sides; that is what the proxy is for.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        lines.delete(line);
        client.destroy();
        server.destroy();
      });
      if (stalled) socket.pause();
    }
  });
  listener.listen(0, '127.0.0.1');
  await once(listener, 'listening');

  return {
    port: (listener.address() as AddressInfo).port,
    stall() {
      stalled = true;
      for (const { client, server } of lines) {
        client.pause();
        server.pause();
      }
    },
    flow() {
      stalled = false;
      for (const { client, server } of lines) {
        client.resume();
        server.resume();
      }
    },
    reset() {
      for (const line of lines) resetLine(line);
    },
    cutAfter(bytes) {
      budget = bytes;
    },
    get cuts() {
      return cuts;
    },
    async close() {
      const closed = once(listener, 'close');
      listener.close();
      for (const line of lines) resetLine(line);
      await closed;
    },
  };

  /** False when this chunk is where the line is to break. */
  function spend(line: Line, chunk: Buffer): boolean {
    if (chunk.length <= budget) {
      budget -= chunk.length;
      return true;
    }
    line.client.write(chunk.subarray(0, budget));
    budget = Infinity;
    cuts += 1;
    resetLine(line);
    return false;
  }

  function forward(from: Socket, to: Socket, mayPass: (chunk: Buffer) => boolean = () => true): void {
    from.on('data', (chunk: Buffer) => {
      if (!mayPass(chunk) || to.write(chunk)) return;
      from.pause();
      to.once('drain', () => {
        if (!stalled) from.resume();
      });
    });
    from.on('end', () => to.end());
  }

  function resetLine({ client, server }: Line): void {
    client.resetAndDestroy();
    server.resetAndDestroy();
  }
}
