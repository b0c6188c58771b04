import type { DemoSeed } from './seed/demo-seed.ts';
import type { DemoState } from './demo-state.ts';
import { MAILBOX } from './seed/mail/seed-mail.ts';
import { startGraphServer } from './servers/graph-server.ts';
import { startImapServer, type DemoImapServer, type ImapChoice } from './servers/imap-server.ts';
import { startSmtpSink, type SmtpSink } from './servers/smtp-sink.ts';

/** What a municipality has already and a bare machine has not: a mailbox, a mail server, and Meta. */
export interface SideServers {
  readonly imap: DemoImapServer;
  readonly smtp: SmtpSink;
  readonly graphUrl: string;
  stop(): Promise<void>;
}

export async function startSideServers(
  state: DemoState,
  seed: DemoSeed,
  imapChoice: ImapChoice | undefined,
  report: (line: string) => void,
): Promise<SideServers> {
  const imap = await startImapServer(MAILBOX, state.imapWachtwoord, imapChoice);
  report(`Postbus: ${imap.naam} op ${imap.host}:${imap.port}`);
  const smtp = await startSmtpSink();
  report(`Mailserver van de afdelingen: 127.0.0.1:${smtp.port} (telt alleen)`);
  const media = seed.conversations.flatMap((conversation) => conversation.media);
  const graph = await startGraphServer(state.whatsapp.accessToken, media);
  report(`Meta's bestanden: ${graph.url}`);
  return {
    imap,
    smtp,
    graphUrl: graph.url,
    stop: async () => {
      await Promise.all([imap.stop(), smtp.stop(), graph.stop()]);
    },
  };
}
