import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer } from 'smtp-server';

/** The mail server of units and citizens: it takes everything, and keeps of each mail its Message-ID alone. */
export interface SmtpSink {
  readonly port: number;
  /** Mails taken so far. */
  count(): number;
  /** Without angle brackets, in order; a mail that came twice is in it twice. */
  messageIds(): readonly string[];
  stop(): Promise<void>;
}

/** Characters; the header of a mail of ours is shorter. */
const HEAD = 16 * 1024;
const MESSAGE_ID = /^Message-ID: <([^>]*)>/im;

export async function startSmtpSink(): Promise<SmtpSink> {
  const taken: string[] = [];
  const smtp = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      let head = '';
      stream.on('data', (piece: Buffer) => {
        if (head.length < HEAD) head += piece.toString('latin1');
      });
      stream.on('end', () => {
        taken.push(MESSAGE_ID.exec(head)?.[1] ?? '');
        done();
      });
    },
  });
  smtp.on('error', () => undefined);
  const server = smtp.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    count: () => taken.length,
    messageIds: () => taken,
    stop: () => new Promise((resolve) => smtp.close(() => resolve())),
  };
}
