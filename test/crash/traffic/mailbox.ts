import { ImapFlow } from 'imapflow';
import { MAILBOX } from '../world/mail-server.ts';

/** Another mail server's side of the mailbox: one connection that is made again when it broke. */
export interface Mailbox {
  /** Resolves when the server has the mail; rejects when that is not certain. */
  append(raw: Buffer): Promise<void>;
  /** Mails that still lie in INBOX. */
  waiting(): Promise<number>;
  close(): void;
}

const ANSWER_MS = 10_000;

export function openMailbox(port: number): Mailbox {
  let client: ImapFlow | undefined;
  let queue: Promise<unknown> = Promise.resolve();

  return {
    append: (raw) => inTurn(async (connection) => void (await connection.append('INBOX', raw))),
    waiting: () =>
      inTurn(async (connection) => {
        const status = await connection.status('INBOX', { messages: true });
        return status === false ? 0 : (status.messages ?? 0);
      }),
    close: () => client?.close(),
  };

  /** One command at a time; a connection on which one failed is not used again. */
  function inTurn<T>(work: (connection: ImapFlow) => Promise<T>): Promise<T> {
    const mine = queue.then(async () => {
      try {
        client ??= await connect();
        return await within(work(client));
      } catch (thrown) {
        client?.close();
        client = undefined;
        throw thrown;
      }
    });
    queue = mine.catch(() => undefined);
    return mine;
  }

  async function connect(): Promise<ImapFlow> {
    const { user, password: pass } = MAILBOX;
    const fresh = new ImapFlow({ host: '127.0.0.1', port, secure: false, auth: { user, pass }, logger: false });
    fresh.on('error', () => undefined);
    await within(fresh.connect());
    return fresh;
  }
}

async function within<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new Error('no answer of the mail server in time'));
    }, ANSWER_MS);
  });
  try {
    return await Promise.race([work, limit]);
  } finally {
    clearTimeout(timer);
  }
}
