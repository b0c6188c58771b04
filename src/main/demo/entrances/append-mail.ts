import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

export interface ImapPlace {
  readonly host: string;
  readonly port: number;
  readonly user: string;
  readonly password: string;
}

export interface MailDrop {
  /** Resolves when the server has the mail (RFC 3501, 6.3.11). */
  append(raw: Uint8Array): Promise<void>;
  /** Messages that are in the folder now. */
  count(): Promise<number>;
  close(): void;
}

const ANSWER_MS = 15_000;

/** What another mail server is to the mailbox: it puts mail in a folder. Three commands of IMAP, no client is needed. */
export async function openMailDrop({ host, port, user, password }: ImapPlace, folder = 'INBOX'): Promise<MailDrop> {
  const socket = connect({ host, port });
  await once(socket, 'connect', { signal: AbortSignal.timeout(ANSWER_MS) });
  const lines = createInterface({ input: socket })[Symbol.asyncIterator]();
  let number = 0;
  await until(/^\* (OK|PREAUTH)/);
  await command(`LOGIN "${user}" "${password}"`);

  return {
    async append(raw) {
      const tag = write(`APPEND ${folder} {${raw.byteLength}}`);
      await until(/^\+/);
      socket.write(raw);
      socket.write('\r\n');
      await until(new RegExp(`^${tag} OK`));
    },
    async count() {
      const answer = await command(`STATUS ${folder} (MESSAGES)`, /^\* STATUS .*MESSAGES (\d+)/i);
      return Number(answer?.[1] ?? 0);
    },
    close: () => end(socket),
  };

  function write(text: string): string {
    const tag = `d${(number += 1)}`;
    socket.write(`${tag} ${text}\r\n`);
    return tag;
  }

  async function command(text: string, wanted?: RegExp): Promise<RegExpExecArray | undefined> {
    return until(new RegExp(`^${write(text)} OK`), wanted);
  }

  /** Reads up to the line that `last` matches; answers what `wanted` found on the way. */
  async function until(last: RegExp, wanted?: RegExp): Promise<RegExpExecArray | undefined> {
    let found: RegExpExecArray | undefined;
    for (;;) {
      const { value, done } = await lines.next();
      if (done === true) throw new Error('the IMAP server closed the connection');
      found ??= wanted?.exec(value) ?? undefined;
      if (last.test(value)) return found;
      if (/^d\d+ (NO|BAD)/.test(value)) throw new Error(`the IMAP server refused a command: ${value.slice(0, 80)}`);
    }
  }
}

function end(socket: Socket): void {
  socket.end('dx LOGOUT\r\n');
}
