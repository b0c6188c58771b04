import { simpleParser } from 'mailparser';
import { benchMail } from '../load/bench-mail.ts';
import { answerTask } from '../measure/run-child.ts';

export interface ParserTask {
  readonly count: number;
  readonly bytes: number;
}

export interface ParserAnswer {
  readonly perSecond: number;
  readonly cpuUs: number;
}

const OPTIONS = { skipHtmlToText: true, skipTextToHtml: true, skipTextLinks: true, skipImageLinks: true } as const;
const WARM_UP = 0.1;
/** Larger mails are made beforehand only up to this many, and then read again. */
const KEPT_BYTES = 64 * 1024 * 1024;

/** Reference loop 1: mailparser with its lean options and nothing else, one mail after the other, on one core. */
answerTask<ParserTask, ParserAnswer>(async ({ count, bytes }) => {
  const kept = Math.max(1, Math.min(count, Math.floor(KEPT_BYTES / bytes)));
  const mails = Array.from({ length: kept }, (_, index) => benchMail(`parser-${index}`, bytes));
  await read(mails, Math.ceil(count * WARM_UP));
  const cpu = process.cpuUsage();
  const start = process.hrtime.bigint();
  await read(mails, count);
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const { user, system } = process.cpuUsage(cpu);
  return { perSecond: count / seconds, cpuUs: (user + system) / count };
});

async function read(mails: readonly Buffer[], count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const mail = mails[index % mails.length];
    if (mail !== undefined) await simpleParser(mail, OPTIONS);
  }
}
