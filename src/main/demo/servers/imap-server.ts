import { isDovecotPresent, startDovecot } from '#infrastructure/embedded/dovecot.ts';
import { startHoodiecrow } from './hoodiecrow.ts';

/** The mailbox of the demo: one account on the loopback address, without TLS. */
export interface DemoImapServer {
  readonly naam: 'Dovecot' | 'Hoodiecrow';
  readonly host: string;
  readonly port: number;
  stop(): Promise<void>;
}

export type ImapChoice = 'dovecot' | 'hoodiecrow';

/** Dovecot is what municipalities run; without it a small server from npm does, which keeps its mail in memory. */
export async function startImapServer(
  user: string,
  password: string,
  choice: ImapChoice = isDovecotPresent ? 'dovecot' : 'hoodiecrow',
): Promise<DemoImapServer> {
  if (choice === 'hoodiecrow') return startHoodiecrow(user, password);
  const { host, port, stop } = await startDovecot({ users: [{ user, password }] });
  return { naam: 'Dovecot', host, port, stop };
}
