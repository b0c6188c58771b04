import { carryOut } from './carry-out.ts';
import type { CrashSummary } from './crash-summary.ts';
import { drain } from './drain.ts';
import { FAULTS, finding, type Fault, type Finding } from './judge/finding.ts';
import { deliveredAgain } from './judge/judge-answers.ts';
import { judgeRun } from './judge/judge-run.ts';
import { openRecords } from './judge/open-records.ts';
import { slowestRecovery } from './judge/slowest-recovery.ts';
import { watchSettling } from './judge/watch-settling.ts';
import type { CrashOptions } from './options.ts';
import { describeFault } from './plan/fault.ts';
import { makePlan } from './plan/make-plan.ts';
import { startFleet } from './program/fleet.ts';
import { openMailbox } from './traffic/mailbox.ts';
import { createSentLog } from './traffic/sent-log.ts';
import { openWorld, type World } from './world/open-world.ts';

/** Quick timings, so that a short run heals in seconds; a long run has the program's own. */
const SHORT_TIMINGS = { reconcileMs: 2_000, graceMs: 1_000, lockMs: 3_000 };
/** After the traffic everything is mended, and must then come to its end by itself within this. */
const DRAIN_MS = { short: 75_000, long: 300_000 } as const;
/** Senders that are not taken by then give up; the rest of the time is for what was taken. */
const LAST_SENDER_MS = 15_000;

type Say = (line: string) => void;

/** One whole run. `say` gets the story, line by line. */
export async function runCrash(options: CrashOptions, say: Say): Promise<CrashSummary> {
  const world = await openWorld();
  let isClean = false;
  try {
    const summary = await runIn(world, options, say);
    isClean = FAULTS.every((fault) => summary[fault] === 0);
    return summary;
  } finally {
    await world.close({ keepFolder: !isClean });
  }
}

async function runIn(world: World, options: CrashOptions, say: Say): Promise<CrashSummary> {
  const { seed, minutes, short, breaks } = options;
  const plan = makePlan(options);
  say(`seed ${seed}: ${plan.sendings.length} sendings and ${plan.faults.length} faults in ${minutes} min`);
  for (const fault of plan.faults) say(`  plan ${describeFault(fault)}`);
  if (world.disk.cannotFill !== undefined) say(`disk-full is skipped: ${world.disk.cannotFill}`);
  const records = await openRecords(world.databaseUri);
  const mailbox = openMailbox(world.mailServer.port);
  const givingUp = new AbortController();
  const sent = createSentLog();
  const fleet = await startFleet(world, {
    ...(short ? { timings: SHORT_TIMINGS } : {}),
    ...(breaks === undefined ? {} : { breaks }),
  });
  say(`running: ${world.database.version}, ${world.queueServer.version}, Dovecot; logs in ${world.folder}/logs`);
  const lookUp = async (alias: string) => (await records.find('messages', { aliases: alias }, ['raw']))[0];
  const outside = { world, fleet, mailbox, sent, lookUp, signal: givingUp.signal };
  const watch = watchSettling(sent, records);

  const { injected, senders, troubles } = await carryOut(plan, outside, say);
  say(`traffic ends: ${sent.all.length} taken by the outside, ${watch.unsettled().length} not at their end yet`);
  const deadline = performance.now() + (short ? DRAIN_MS.short : DRAIN_MS.long);
  const late = setTimeout(() => givingUp.abort(), deadline - performance.now() - LAST_SENDER_MS);
  await senders;
  clearTimeout(late);
  const leftOver = await drain(watch, records, outside, { deadline, excusesSending: short });
  const stoppedInOrder = await fleet.end();
  await watch.stop();
  mailbox.close();

  const verdict = await judgeRun(sent.all, records, leftOver, world.delivered());
  await records.close();
  const findings: Finding[] = [
    ...troubles,
    ...verdict.findings,
    ...(stoppedInOrder ? [] : [finding('stuck', 'a process did not stop in order')]),
  ];
  for (const complaint of fleet.complaints) say(`! ${complaint}`);
  for (const { fault, what } of findings) say(`! ${fault}: ${what}`);
  say(`mails delivered: ${world.delivered().length}, of which again: ${deliveredAgain(world.delivered())}`);
  const recovery = slowestRecovery(sent.all, watch.settledAt, injected);
  if (recovery.ms > 0) say(`slowest recovery: ${recovery.ms} ms after ${recovery.fault}`);
  const count = (fault: Fault) => findings.filter((one) => one.fault === fault).length;
  return {
    seed,
    minutes,
    sent: sent.all.length,
    ...verdict.counts,
    lost: count('lost'),
    doubled: count('doubled'),
    stuck: count('stuck'),
    half: count('half'),
    dangling: count('dangling'),
    faults: injected.filter(({ missed }) => missed === undefined).length,
    slowestRecoveryMs: recovery.ms,
  };
}
