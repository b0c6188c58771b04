import { connect, type Socket } from 'node:net';
import { transient, type Failure } from '#domain/failure/failure.ts';

export type ClamdAddress = { readonly host: string; readonly port: number } | { readonly socket: string };

/** One command to clamd over a connection of its own (clamd(8): commands that start with `z` end with a zero byte). */
export interface ClamdConnection {
  /** Waits while clamd is slow to take it. False when clamd has closed or answered already. */
  write(bytes: Uint8Array): Promise<boolean>;
  /** The whole answer, without its zero byte. Throws a transient Failure when none comes. */
  readonly answer: Promise<string>;
  close(): void;
}

/** No answer of clamd is longer: it is one line. */
const LONGEST_ANSWER = 4_096;

export function openClamd(address: ClamdAddress, timeoutMs: number): ClamdConnection {
  const socket = 'socket' in address ? connect(address.socket) : connect(address.port, address.host);
  let text = '';
  let isOver = false;
  const answer = new Promise<string>((resolve, reject) => {
    socket.setTimeout(timeoutMs, () => {
      socket.destroy();
      reject(transient(TIMEOUT_CODE, 'clamd took too long'));
    });
    socket.on('data', (chunk: Buffer) => {
      text = (text + chunk.toString('latin1')).slice(0, LONGEST_ANSWER);
      if (text.includes('\0')) resolve(text.slice(0, text.indexOf('\0')));
    });
    socket.on('error', (cause: NodeJS.ErrnoException) => {
      reject(CUT.has(cause.code ?? '') ? cut(cause) : toFailure(cause));
    });
    socket.on('close', () => {
      isOver = true;
      reject(cut());
    });
  });
  // It is awaited only after everything was written; until then a failure is not an unhandled one.
  answer.catch(() => undefined);
  return {
    write: async (bytes) => {
      if (isOver || text !== '') return false;
      if (!socket.write(bytes)) await drained(socket);
      return !socket.destroyed && text === '';
    },
    answer,
    close: () => {
      socket.destroy();
    },
  };
}

const drained = (socket: Socket) =>
  new Promise<void>((resolve) => {
    const done = () => {
      socket.off('drain', done).off('close', done).off('data', done);
      resolve();
    };
    socket.once('drain', done).once('close', done).once('data', done);
  });

/** How a connection ends that clamd closes while it is still being written to. */
const CUT = new Set(['EPIPE', 'ECONNRESET']);
export const TIMEOUT_CODE = 'virus-scanner-timeout';
export const CUT_CODE = 'virus-scanner-cut';
const cut = (cause?: unknown) => transient(CUT_CODE, 'clamd closed the connection without an answer', { cause });

function toFailure(cause: NodeJS.ErrnoException): Failure {
  const { code = 'unknown' } = cause;
  return transient('virus-scanner-unreachable', `clamd does not answer (${code}): check virusscanner.clamd`, {
    cause,
    facts: { reason: code },
  });
}
