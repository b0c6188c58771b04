import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';

const ANSWER_MS = 2_000;

/**
 * Sends bytes to a server of this machine and collects the answer until `isComplete` says so. Rejects when nothing
 * listens, the connection ends early, or after 2 s.
 */
export function exchange(url: string, request: Buffer, isComplete: (answer: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const socket = open(new URL(url));
    socket.write(request);
    socket.setTimeout(ANSWER_MS, () => socket.destroy(new Error('no answer in time')));
    socket.on('data', (chunk) => {
      answer = Buffer.concat([answer, chunk]);
      if (!isComplete(answer)) return;
      socket.destroy();
      resolve(answer);
    });
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('connection closed before the answer was complete')));
  });
}

/** `unix://` and a path, or a host and port, with TLS when the address names a key as MongoDB's drivers read it. */
function open(url: URL): Socket {
  if (url.protocol === 'unix:') return connect({ path: url.pathname });
  const place = { host: url.hostname, port: Number(url.port) };
  const key = url.searchParams.get('tlsCertificateKeyFile');
  if (key === null) return connect(place);
  const pem = readFileSync(key);
  return connectTls({ ...place, ca: pem, cert: pem, key: pem });
}
