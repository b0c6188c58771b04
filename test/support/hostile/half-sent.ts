import { connect, type Socket } from 'node:net';
import { statusesOf } from './raw-request.ts';

export interface HalfSent {
  readonly socket: Socket;
  /** Status of the first answer; 0 when the connection ended without one. */
  readonly answered: Promise<number>;
  /** The whole answer as it came so far. */
  readonly answer: () => string;
  readonly closed: Promise<void>;
  readonly isOpen: () => boolean;
}

export interface HalfRequest {
  readonly path: string;
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** What is said of the body, and what is sent of it. */
  readonly length: number;
  readonly body?: string | Uint8Array;
  /** Address on this machine to come from. */
  readonly from?: string;
}

/** A request whose head is sent whole, and of whose body no more than `body`. */
export function sendHalf(address: string, request: HalfRequest): HalfSent {
  const { hostname, port } = new URL(address);
  const { path, method = 'POST', headers = {}, length, body = '', from } = request;
  const socket = connect({
    port: Number(port),
    host: hostname,
    ...(from === undefined ? {} : { localAddress: from }),
  });
  // That it breaks is what these tests are about.
  socket.on('error', () => undefined);
  const lines = Object.entries({ host: `${hostname}:${port}`, 'content-length': String(length), ...headers });
  socket.write(
    `${method} ${path} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}`).join('\r\n')}\r\n\r\n`,
  );
  if (body.length > 0) socket.write(body);
  let text = '';
  let open = true;
  const closed = new Promise<void>((resolve) => {
    socket.once('close', () => {
      open = false;
      resolve();
    });
  });
  const answered = new Promise<number>((resolve) => {
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      const [status] = statusesOf(text);
      if (status !== undefined) resolve(status);
    });
    void closed.then(() => {
      resolve(statusesOf(text)[0] ?? 0);
    });
  });
  return { socket, answered, answer: () => text, closed, isOpen: () => open && text === '' };
}
