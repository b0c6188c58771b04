import { connect } from 'node:net';

const ANSWER_MS = 2_000;

/**
 * Sends bytes to a port on the loopback address and collects the answer until `isComplete` says so.
 * Rejects when nothing listens, the connection ends early, or after 2 s.
 */
export function exchange(port: number, request: Buffer, isComplete: (answer: Buffer) => boolean): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    let answer = Buffer.alloc(0);
    const socket = connect({ host: '127.0.0.1', port }, () => socket.write(request));
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
