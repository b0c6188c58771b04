import { setTimeout as delay } from 'node:timers/promises';
import type { SmtpSink } from '../servers/smtp-sink.ts';
import type { SeedOutcome } from './seed-outcome.ts';

const POLL_MS = 100;

/** Waits until each unit was told by mail of each of its new taken; answers how many mails there are and should be. */
export async function awaitNotices(
  smtp: Pick<SmtpSink, 'count'>,
  outcomes: readonly SeedOutcome[],
  deadlineMs: number,
): Promise<{ expected: number; sent: number }> {
  const fresh = outcomes.filter(({ isKnown }) => !isKnown);
  const expected = fresh.flatMap(({ naar }) => naar).filter((code) => code !== 'KCC').length;
  const end = Date.now() + deadlineMs;
  while (smtp.count() < expected && Date.now() < end) await delay(POLL_MS);
  return { expected, sent: smtp.count() };
}
