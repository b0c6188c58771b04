import { once } from 'node:events';
import { createRequire } from 'node:module';
import type { Server, Socket } from 'node:net';
import type { DemoImapServer } from './imap-server.ts';

/** What is used of hoodiecrow-imap, which has no types of its own. */
interface Hoodiecrow {
  readonly server: Server;
  listen(port: number, host: string): void;
}
type CreateHoodiecrow = (options: {
  plugins: readonly string[];
  users: Readonly<Record<string, { password: string }>>;
  storage: Readonly<Record<string, object>>;
}) => Hoodiecrow;

const PLUGINS = ['ID', 'IDLE', 'LITERALPLUS', 'SASL-IR', 'AUTH-PLAIN', 'ENABLE', 'CONDSTORE', 'NAMESPACE', 'UIDPLUS'];

/**
 * An IMAP server in this process, with its mail in memory. Each start is another mailbox for whoever remembers UIDs, so
 * it says so with a UIDVALIDITY of its own (RFC 3501, 2.3.1.1).
 */
export async function startHoodiecrow(user: string, password: string): Promise<DemoImapServer> {
  const createHoodiecrow = createRequire(import.meta.url)('hoodiecrow-imap') as CreateHoodiecrow;
  const uidvalidity = Math.floor(Date.now() / 1000);
  const imap = createHoodiecrow({
    plugins: PLUGINS,
    users: { [user]: { password } },
    storage: { INBOX: { uidvalidity }, '': { separator: '/', folders: { Verwerkt: { uidvalidity } } } },
  });
  const { server } = imap;
  const sockets = new Set<Socket>();
  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });
  imap.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    naam: 'Hoodiecrow',
    host: '127.0.0.1',
    port: typeof address === 'object' ? (address?.port ?? 0) : 0,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      sockets.forEach((socket) => socket.destroy());
      await closed;
    },
  };
}
