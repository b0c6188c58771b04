import { connect, type Socket } from 'node:net';

/** Writes these bytes to the server as they are, and gives what comes back until it closes or `patienceMs` is over. */
export async function rawRequest(address: string, bytes: string | Uint8Array, patienceMs = 3_000): Promise<string> {
  const socket = open(address);
  let answer = '';
  socket.on('data', (chunk: Buffer) => (answer += chunk.toString('latin1')));
  socket.write(bytes);
  await closedWithin(socket, patienceMs);
  socket.destroy();
  return answer;
}

/** The statuses of all answers on one connection. */
export const statusesOf = (answer: string) =>
  [...answer.matchAll(/HTTP\/1\.1 (\d{3})/g)].map(([, status]) => Number(status));

/** A connection to the server; that it breaks is what these tests are about. */
export function open(address: string): Socket {
  const { hostname, port } = new URL(address);
  return connect(Number(port), hostname).on('error', () => undefined);
}

export const closedWithin = (socket: Socket, ms: number) =>
  new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      resolve(false);
    }, ms);
    socket.once('close', () => {
      clearTimeout(timer);
      resolve(true);
    });
  });
