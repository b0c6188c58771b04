import { setTimeout as delay } from 'node:timers/promises';
import type { ImapFlow } from 'imapflow';
import type { Failure } from '#domain/failure/failure.ts';
import type { CircuitBreaker } from '#application/ports/circuit-breaker.ts';
import type { Log } from '#application/ports/log.ts';
import type { SourceHealth } from '#channels/channel.ts';
import type { EmailLimits, MailboxConfig } from './email.config.ts';
import { createImapClient, toImapFailure, withDeadline } from './email.imap-connection.ts';
import { openFolder, type MailboxFolder } from './email.mailbox-folder.ts';
import { takeIn, type TakeInDeps } from './email.take-in.ts';
import { retryAfter, type EmailTimings } from './email.timings.ts';
import { listenForNews } from './email.wait-for-news.ts';

export interface MailboxWatchDeps extends TakeInDeps {
  readonly log: Log;
  readonly timings: EmailTimings;
  /** Stands before this mailbox's server; without it every attempt goes through. */
  readonly circuit?: CircuitBreaker | undefined;
}

export interface MailboxWatch {
  /** Resolves when the first connection stands or has failed. */
  start(): Promise<void>;
  stop(): Promise<void>;
  health(): SourceHealth;
}

/** Rounds in which a message may stay unreadable before that is reported as a fault. */
const PATIENT_ROUNDS = 3;

/** One mailbox: connected for as long as the program runs, and connected again whenever that breaks. */
export function watchMailbox(mailbox: MailboxConfig, limits: EmailLimits, deps: MailboxWatchDeps): MailboxWatch {
  const { log, timings } = deps;
  const stopping = new AbortController();
  const { signal } = stopping;
  let state: { ok: boolean; detail: string } = { ok: false, detail: 'connecting' };
  let client: ImapFlow | undefined;
  let running: Promise<void> = Promise.resolve();
  let firstAttemptDone: () => void = () => undefined;

  return {
    start() {
      const firstAttempt = new Promise<void>((resolve) => {
        firstAttemptDone = resolve;
      });
      running = keepConnected();
      return firstAttempt;
    },
    async stop() {
      stopping.abort();
      await Promise.race([running, delay(timings.stop, undefined, { ref: false })]);
      client?.close();
    },
    health: () => ({ name: `imap:${mailbox.naam}`, ...state }),
  };

  async function keepConnected(): Promise<void> {
    let failures = 0;
    while (!signal.aborted) {
      try {
        await session(() => {
          failures = 0;
        });
      } catch (thrown) {
        if (signal.aborted) return;
        const failure = toImapFailure(thrown);
        state = { ok: false, detail: failure.code };
        const wait = waitAfter(failure, failures);
        failures += 1;
        log.warn(
          { mailbox: mailbox.naam, code: failure.code, ...failure.facts, retryMs: Math.round(wait) },
          failure.message,
        );
        firstAttemptDone();
        await delay(wait, undefined, { signal }).catch(() => undefined);
      }
    }
    firstAttemptDone();
  }

  function waitAfter({ code }: Failure, failures: number): number {
    const own =
      code === 'imap-authentication-failed'
        ? retryAfter(0, timings.passwordRetry, timings.passwordRetry)
        : retryAfter(failures, timings.firstRetry, timings.longestRetry);
    return Math.max(own, deps.circuit?.waitMs() ?? 0);
  }

  async function session(onWorking: () => void): Promise<void> {
    const connection = createImapClient(mailbox);
    client = connection;
    try {
      const { news, folder } = await throughCircuit(() => open(connection));
      log.info({ mailbox: mailbox.naam, uidValidity: folder.place.uidValidity }, 'mailbox-open');
      state = { ok: true, detail: 'connected' };
      firstAttemptDone();
      await follow(folder, news.wait.bind(news), onWorking, connection);
      await withDeadline(connection.logout(), timings.command).catch(() => undefined);
    } finally {
      connection.close();
    }
  }

  async function open(connection: ImapFlow) {
    try {
      await connection.connect();
      const news = listenForNews(connection, timings.command);
      return { news, folder: await openFolder(connection, mailbox) };
    } catch (thrown) {
      throw toImapFailure(thrown);
    }
  }

  function throughCircuit<T>(work: () => Promise<T>): Promise<T> {
    return deps.circuit === undefined ? work() : deps.circuit.run(work);
  }

  /** Round after round: everything that may have been left lying first, then what is new. */
  async function follow(
    folder: MailboxFolder,
    waitForNews: (milliseconds: number, signal: AbortSignal) => Promise<void>,
    onWorking: () => void,
    connection: ImapFlow,
  ): Promise<void> {
    let cursor = await findCursor(folder);
    let lookBack = true;
    let unreadableRounds = 0;
    let busyLooks = 0;
    while (!signal.aborted) {
      if ((await deps.bound?.room()) === 0) {
        state = { ok: false, detail: 'intake-full' };
        await waitForNews(timings.fullLook, signal);
        continue;
      }
      const leftOver = lookBack ? await folder.findUnmarked(cursor) : [];
      const listed = [...leftOver, ...(await folder.list(cursor + 1))];
      const skipKnown = folder.keepsUids && (lookBack || unreadableRounds > 0);
      const taken = await takeIn(folder, listed, cursor, deps, { limits, skipKnown, signal });
      cursor = taken.cursor;
      onWorking();
      unreadableRounds = taken.unreadable > 0 ? unreadableRounds + 1 : 0;
      busyLooks = taken.accepted > 0 ? timings.busyLooks : Math.max(0, busyLooks - 1);
      lookBack = taken.unsettled > 0 || (lookBack && !taken.complete);
      report(taken, unreadableRounds);
      await waitForNews(busyLooks > 0 ? timings.busyLook : nextLook(connection, unreadableRounds), signal);
    }
  }

  /** Every UID is new in a new numbering, in one that went back, and in a folder that promises no numbering at all. */
  async function findCursor({ place, keepsUids, nextUid }: MailboxFolder): Promise<number> {
    const known = await deps.cursors.find(place.mailbox, place.folder);
    if (known === undefined || !keepsUids) return 0;
    if (known.uidValidity === place.uidValidity && known.lastUid < nextUid) return known.lastUid;
    log.warn({ mailbox: mailbox.naam, before: known.uidValidity, now: place.uidValidity }, 'mailbox-renumbered');
    return 0;
  }

  function nextLook(connection: ImapFlow, unreadableRounds: number): number {
    const usual = connection.capabilities.has('IDLE') ? timings.recheck : timings.poll;
    return unreadableRounds === 0
      ? usual
      : Math.min(usual, retryAfter(unreadableRounds - 1, timings.unreadableRetry, usual));
  }

  function report(taken: { accepted: number; unreadable: number; unsettled: number }, unreadableRounds: number): void {
    const facts = {
      mailbox: mailbox.naam,
      accepted: taken.accepted,
      unreadable: taken.unreadable,
      unsettled: taken.unsettled,
    };
    if (taken.accepted > 0) log.info(facts, 'mail-accepted');
    if (taken.unsettled > 0) {
      state = { ok: false, detail: 'imap-move-refused' };
      log.warn(facts, 'imap-move-refused');
    } else if (unreadableRounds >= PATIENT_ROUNDS) {
      state = { ok: false, detail: 'imap-message-unreadable' };
      log.error(facts, 'imap-message-unreadable');
    } else state = { ok: true, detail: 'connected' };
  }
}
