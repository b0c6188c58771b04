import { writeBenchConfig } from './measure/bench-config.ts';
import type { BenchServers } from './measure/bench-servers.ts';
import { runChild } from './measure/run-child.ts';
import type { BenchOptions, Subject } from './bench-options.ts';
import type { ParserAnswer, ParserTask } from './reference/mailparser-loop.child.ts';
import { measureIdleNotice } from './reference/idle-notice.ts';
import { measureLatency, type LatencyFigures } from './subject-latency.ts';
import { measureMemory, type MemoryFigures } from './subject-memory.ts';
import { measureMail, type MailFigures } from './subject-mail.ts';
import type { MoveAnswer } from './reference/move-files-loop.child.ts';
import { measureMoving, measureScans, type ScansFigures } from './subject-scans.ts';
import { measureLoop, measureWebhook, type WebhookFigures } from './subject-webhook.ts';
import type { PostAnswer } from './load/post-events.child.ts';

export interface Round {
  readonly mail?: { readonly reference: ParserAnswer; readonly ours: MailFigures };
  readonly latency?: { readonly notice: number; readonly ours: LatencyFigures };
  readonly webhook?: { readonly reference: PostAnswer; readonly ours: WebhookFigures };
  readonly medium?: { readonly reference: ParserAnswer; readonly ours: MailFigures };
  readonly large?: { readonly reference: ParserAnswer; readonly ours: MailFigures };
  /** The same with few messages, and with many. */
  readonly memory?: { readonly reference: MemoryFigures; readonly ours: MemoryFigures };
  readonly scans?: { readonly reference: MoveAnswer; readonly ours: ScansFigures };
}

interface Sizes {
  readonly small: number;
  readonly medium: number;
  readonly large: number;
  readonly single: number;
  readonly busySeconds: number;
  readonly events: number;
  readonly queued: number;
  readonly scans: number;
}

const FULL: Sizes = {
  small: 2_000,
  medium: 200,
  large: 10,
  single: 8,
  busySeconds: 10,
  events: 10_000,
  queued: 100_000,
  scans: 10_000,
};
const QUICK: Sizes = {
  small: 200,
  medium: 10,
  large: 2,
  single: 3,
  busySeconds: 2,
  events: 500,
  queued: 2_000,
  scans: 500,
};
/** What is queued for the figure beside it. */
const FEW_QUEUED = 1_000;
const SMALL_BYTES = 2_048;
const MEDIUM_BYTES = 200_000;
const LARGE_BYTES = 10_000_000;
const CONNECTIONS = 32;
/** Half load of mail when its throughput was not measured in the same round. */
const DEFAULT_LOAD = 50;

const NOTICES = 10;

/** One after the other, reference and ours within the same minute, so that a busy machine hits both. */
export async function runRounds(
  servers: BenchServers,
  { rounds, quick, only }: BenchOptions,
  report: (line: string) => void,
): Promise<Round[]> {
  const config = await writeBenchConfig(servers);
  const sizes = quick ? QUICK : FULL;
  const results: Round[] = [];
  for (let number = 1; number <= rounds; number += 1) {
    report(`round ${number} of ${rounds}`);
    results.push(await runRound(`bench-${process.pid}-${number}`));
  }
  return results;

  async function runRound(name: string): Promise<Round> {
    const wants = (subject: Subject) => only.includes(subject);
    const mail = wants('mail') ? await measure('small mails', sizes.small, SMALL_BYTES, `${name}-small`) : undefined;
    const perSecond = mail === undefined ? DEFAULT_LOAD : Math.max(1, mail.ours.perSecond / 2);
    const latency = wants('latency') ? await measureDelay(perSecond, `${name}-latency`) : undefined;
    const webhook = wants('webhook') ? await measureEvents(`${name}-webhook`) : undefined;
    const medium = wants('large')
      ? await measure('mails of 200 KB', sizes.medium, MEDIUM_BYTES, `${name}-medium`)
      : undefined;
    const large = wants('large')
      ? await measure('mails of 10 MB', sizes.large, LARGE_BYTES, `${name}-large`)
      : undefined;
    const memory = wants('memory') ? await measureQueued(`${name}-memory`) : undefined;
    const scans = wants('scans') ? await measureFolder(`${name}-scans`) : undefined;
    return {
      ...(mail && { mail }),
      ...(latency && { latency }),
      ...(webhook && { webhook }),
      ...(medium && { medium }),
      ...(large && { large }),
      ...(memory && { memory }),
      ...(scans && { scans }),
    };
  }

  async function measure(what: string, count: number, bytes: number, database: string) {
    report(`  ${what}: ${count}`);
    const task: ParserTask = { count, bytes };
    const reference = await runChild<ParserTask, ParserAnswer>('reference/mailparser-loop.child.ts', task);
    return { reference, ours: await measureMail(servers, config, { count, bytes, database }) };
  }

  async function measureDelay(perSecond: number, database: string) {
    report('  append to visible task');
    const atHalfLoad = Math.ceil(perSecond * sizes.busySeconds);
    const notice = await measureIdleNotice(servers, NOTICES);
    return {
      notice,
      ours: await measureLatency(servers, config, { single: sizes.single, perSecond, atHalfLoad, database }),
    };
  }

  async function measureQueued(database: string) {
    report(`  memory with messages queued: ${FEW_QUEUED}, ${sizes.queued}`);
    const measureWith = (count: number) =>
      measureMemory(servers, config, { count, database: `${database}-${count}` }, report);
    return { reference: await measureWith(FEW_QUEUED), ours: await measureWith(sizes.queued) };
  }

  async function measureFolder(database: string) {
    report(`  scans in the folder at once: ${sizes.scans}`);
    const load = { count: sizes.scans, database };
    return { reference: await measureMoving(servers, load), ours: await measureScans(servers, load) };
  }

  async function measureEvents(database: string) {
    report(`  WhatsApp events: ${sizes.events}`);
    const load = { count: sizes.events, connections: CONNECTIONS, database };
    const reference = await measureLoop(servers, load);
    return { reference, ours: await measureWebhook(servers, config, load) };
  }
}
