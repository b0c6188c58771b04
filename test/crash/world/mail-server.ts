import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { startDovecot } from '#infrastructure/embedded/dovecot.ts';

export const MAILBOX = { user: 'info@voorbeeldstad.example', password: 'proef-wachtwoord' } as const;

export interface MailServer {
  readonly port: number;
  /** Goes away with every connection; mail stays. */
  halt(): Promise<void>;
  start(): Promise<void>;
  /** Away and back with another UIDVALIDITY: every mail has a new UID, as after a restore or a move to another server. */
  renumber(): Promise<void>;
  stop(): Promise<void>;
}

export async function startMailServer(): Promise<MailServer> {
  const dovecot = await startDovecot({ users: [MAILBOX] });
  const inbox = join(dirname(dovecot.logFile), 'mail', MAILBOX.user);
  return {
    port: dovecot.port,
    halt: dovecot.halt,
    start: dovecot.start,
    stop: dovecot.stop,
    async renumber() {
      await dovecot.halt();
      await forgetNumbers(inbox);
      await dovecot.start();
    },
  };
}

/** Dovecot gives a folder without its list of UIDs a new UIDVALIDITY, which is the time in seconds. */
async function forgetNumbers(inbox: string): Promise<void> {
  if (!existsSync(inbox)) return;
  const names = (await readdir(inbox)).filter((name) => name.startsWith('dovecot'));
  for (const name of names) await rm(join(inbox, name), { force: true });
}
