import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  readonly from: string;
  readonly to: readonly string[];
  /** As it came over the line, with CRLF as LF. */
  readonly raw: string;
  /** Unfolded header, by lower-case name. */
  readonly header: (name: string) => string | undefined;
}

export interface Behaviour {
  /** SMTP reply code for this recipient; absent accepts. */
  readonly refuseRecipient?: (address: string) => number | undefined;
  readonly refuseSender?: number;
  readonly refuseData?: number;
}

/** A real SMTP server of an invented municipality, on a free port: user `info`, password `geheim`. */
export async function startReceivingServer(behaviour: Behaviour = {}, port = 0) {
  const mails: ReceivedMail[] = [];
  const refusal = (responseCode: number) => Object.assign(new Error('refused'), { responseCode });
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    authMethods: ['PLAIN'],
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'info' && password === 'geheim') done(null, { user: username });
      else done(refusal(535));
    },
    onMailFrom: (_address, _session, done) => {
      done(behaviour.refuseSender === undefined ? null : refusal(behaviour.refuseSender));
    },
    onRcptTo: ({ address }, _session, done) => {
      const code = behaviour.refuseRecipient?.(address);
      done(code === undefined ? null : refusal(code));
    },
    onData: (stream, { envelope }, done) => {
      text(stream)
        .then((received) => {
          if (behaviour.refuseData !== undefined) return done(refusal(behaviour.refuseData));
          const from = envelope.mailFrom === false ? '' : envelope.mailFrom.address;
          mails.push(
            toMail(
              from,
              envelope.rcptTo.map(({ address }) => address),
              received,
            ),
          );
          return done();
        })
        .catch(done);
    },
  });
  server.on('error', () => undefined);
  server.listen(port, '127.0.0.1');
  await once(server.server, 'listening');
  return {
    port: (server.server.address() as AddressInfo).port,
    mails,
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };
}

function toMail(from: string, to: string[], received: string): ReceivedMail {
  const raw = received.replaceAll('\r\n', '\n');
  const head = (raw.split('\n\n')[0] ?? '').replace(/\n[ \t]+/g, ' ').split('\n');
  return {
    from,
    to,
    raw,
    header: (name) =>
      head
        .find((line) => line.toLowerCase().startsWith(`${name}:`))
        ?.slice(name.length + 1)
        .trim(),
  };
}
