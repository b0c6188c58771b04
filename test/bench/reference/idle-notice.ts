import { ImapFlow } from 'imapflow';
import { openMailDrop } from '#main/demo/entrances/append-mail.ts';
import { benchMail } from '../load/bench-mail.ts';
import { MAILBOX, type BenchServers } from '../measure/bench-servers.ts';
import { percentile } from '../measure/statistics.ts';

const FOLDER = 'Opgemerkt';

/**
 * How long the IMAP server itself takes to tell a waiting client that a mail has come, in milliseconds: no program can
 * be faster on IDLE. Dovecot gathers changes for half a second.
 */
export async function measureIdleNotice({ dovecot }: BenchServers, count: number): Promise<number> {
  const { host, port } = dovecot;
  const { user, password: pass } = MAILBOX;
  const client = new ImapFlow({ host, port, secure: false, auth: { user, pass }, logger: false });
  await client.connect();
  await client.mailboxCreate(FOLDER);
  await client.mailboxOpen(FOLDER);
  const drop = await openMailDrop({ host, port, user, password: pass }, FOLDER);
  const waits: number[] = [];
  try {
    void client.idle();
    for (let index = 0; index < count; index += 1) {
      const noticed = new Promise<void>((resolve) => client.once('exists', () => resolve()));
      const start = performance.now();
      await drop.append(benchMail(`notice-${index}`, 2_048));
      await noticed;
      waits.push(performance.now() - start);
    }
    return percentile(waits, 50);
  } finally {
    drop.close();
    client.close();
  }
}
