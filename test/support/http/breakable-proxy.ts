import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

/** Stands between a client and a server on this machine, until it is cut: then the server is away for that client alone. */
export async function createBreakableProxy(serverUrl: string) {
  const { protocol, hostname, port, pathname } = new URL(serverUrl);
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = protocol === 'unix:' ? connect(pathname) : connect(Number(port), hostname);
    for (const socket of [client, upstream]) {
      sockets.add(socket);
      // A connection that is cut reports it on both sides; that is what the proxy is for.
      socket.on('error', () => undefined);
      socket.on('close', () => sockets.delete(socket));
    }
    client.pipe(upstream).pipe(client);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = new URL(protocol === 'unix:' ? 'redis://127.0.0.1' : serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String((server.address() as AddressInfo).port);
  return {
    url: url.href,
    async cut() {
      const closed = server.listening ? once(server, 'close') : Promise.resolve();
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
