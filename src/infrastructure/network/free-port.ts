import { createServer } from 'node:net';

/**
 * A TCP port that is free on the loopback address now: the wished one if it is, else one of the system's choice.
 * Another process may take it before the server does; the starter then tries again with another.
 */
export async function findFreePort(wished?: number): Promise<number> {
  if (wished !== undefined && (await listenOnce(wished)) === wished) return wished;
  const port = await listenOnce(0);
  if (port === undefined) throw new Error('no free port on the loopback address');
  return port;
}

function listenOnce(port: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(undefined));
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' ? address?.port : undefined));
    });
  });
}
