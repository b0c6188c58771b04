import { setTimeout as delay } from 'node:timers/promises';
import { CIRCUIT_OPEN } from '#domain/failure/circuit-open.ts';
import { toFailure, transient } from '#domain/failure/failure.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { MailSender } from '../ports/mail-sender.ts';
import type { OutboxStore } from '../ports/outbox-store.ts';
import type { GiveUpMail } from './give-up-mail.ts';

/**
 * Sends one mail of the outbox. Once, unless the line breaks before the server's word that it accepted it reaches us, or
 * this process is killed (or the database stays away for minutes) between that and our note of it: then it goes a second
 * time with the same Message-ID, which mail programs show once. A mail that will never be
 * accepted is given up, so that a person follows it up; everything else is thrown as transient.
 */
export type SendMail = (uitgaand: string) => Promise<void>;

export interface SendMailDeps {
  readonly outbox: OutboxStore;
  readonly sender: MailSender;
  readonly giveUpMail: GiveUpMail;
  readonly clock: Clock;
  readonly log: Log;
  /** Milliseconds after which a mail that is still being sent is kept longer. */
  readonly keepMs?: number;
  /** Milliseconds between two attempts to note that a mail was sent. */
  readonly noteRetryMs?: number;
}

/** A mail in the hands of a killed process is left alone this long. Whoever lives keeps it: a server may take minutes. */
const TAKEN_FOR_MS = 180_000;
const KEEP_MS = 60_000;
/** What is sent and not noted is sent again: the note is worth waiting for as long as the mail is ours. */
const NOTE_FOR_MS = 90_000;

export function createSendMail(deps: SendMailDeps): SendMail {
  const { outbox, sender, giveUpMail, clock, log, keepMs = KEEP_MS, noteRetryMs = 1_000 } = deps;
  return async (uuid) => {
    const now = clock.now();
    const mail = await outbox.take(uuid, now, new Date(now.getTime() + TAKEN_FOR_MS));
    if (mail === undefined) {
      const known = await outbox.find(uuid);
      if (known?.state !== 'open') return;
      throw transient('mail-being-sent', 'Another process is sending this mail');
    }
    try {
      await whileKept(uuid, () => sender.send(mail));
    } catch (thrown) {
      const failure = toFailure(thrown);
      // The circuit said so once when it opened.
      const level = failure.code === CIRCUIT_OPEN ? 'debug' : 'warn';
      log[level]({ uitgaand: uuid, attempt: mail.attempts, kind: failure.kind, code: failure.code }, 'mail-not-sent');
      if (failure.kind === 'unprocessable') return giveUpMail(uuid, failure.code);
      await outbox.giveBack(uuid);
      throw failure;
    }
    await noteSent(uuid);
    log.info({ uitgaand: uuid, attempt: mail.attempts }, 'mail-sent');
  };

  async function whileKept(uuid: string, work: () => Promise<void>): Promise<void> {
    const keep = setInterval(() => {
      // Not kept this time: the next one comes well before its time is over.
      outbox.keep(uuid, new Date(clock.now().getTime() + TAKEN_FOR_MS)).catch(() => undefined);
    }, keepMs);
    try {
      await work();
    } finally {
      clearInterval(keep);
    }
  }

  async function noteSent(uuid: string): Promise<void> {
    const at = clock.now();
    for (const end = performance.now() + NOTE_FOR_MS; ; await delay(noteRetryMs)) {
      try {
        return await outbox.markSent(uuid, at);
      } catch (thrown) {
        if (toFailure(thrown).kind !== 'transient' || performance.now() > end) throw thrown;
      }
    }
  }
}
