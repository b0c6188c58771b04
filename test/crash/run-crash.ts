import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { CrashOptions } from './options.ts';
import { describeFault, type Fault } from './plan/fault.ts';
import { makePlan } from './plan/make-plan.ts';
import { inject, type Injected } from './faults/inject.ts';
import { laneOf } from './faults/lanes.ts';
import { FAULTS, finding, type Finding } from './judge/finding.ts';
import { findDangling } from './judge/find-dangling.ts';
import { findStuck } from './judge/find-stuck.ts';
import { judgeMessages } from './judge/judge-messages.ts';
import { judgeUnits } from './judge/judge-units.ts';
import { openRecords } from './judge/open-records.ts';
import { readRegister } from './judge/read-register.ts';
import { slowestRecovery } from './judge/slowest-recovery.ts';
import { watchSettling, type SettlingWatch } from './judge/watch-settling.ts';
import { startFleet } from './program/fleet.ts';
import { openMailbox } from './traffic/mailbox.ts';
import type { Outside } from './traffic/outside.ts';
import { send } from './traffic/send.ts';
import { createSentLog } from './traffic/sent-log.ts';
import { openWorld } from './world/open-world.ts';

/** The last line of a run. */
export interface CrashSummary {
  readonly seed: number;
  readonly minutes: number;
  readonly sent: number;
  readonly registered: number;
  readonly aside: number;
  readonly parked: number;
  readonly lost: number;
  readonly doubled: number;
  readonly stuck: number;
  readonly half: number;
  readonly dangling: number;
  readonly faults: number;
  readonly slowestRecoveryMs: number;
}

/** Quick timings, so that a short run heals in seconds; a long run has the program's own. */
const SHORT_TIMINGS = { reconcileMs: 2_000, graceMs: 1_000, lockMs: 3_000 };
/** After the traffic everything is mended, and must then come to its end by itself within this. */
const DRAIN_MS = { short: 75_000, long: 300_000 } as const;

/** One whole run. `say` gets the story, line by line. */
export async function runCrash(options: CrashOptions, say: (line: string) => void): Promise<CrashSummary> {
  const plan = makePlan(options);
  say(
    `seed ${options.seed}: ${plan.sendings.length} sendings and ${plan.faults.length} faults in ${options.minutes} min`,
  );
  for (const fault of plan.faults) say(`  plan ${describeFault(fault)}`);
  const world = await openWorld();
  if (world.disk.cannotFill !== undefined) say(`disk-full is skipped: ${world.disk.cannotFill}`);
  const ending = new AbortController();
  const sent = createSentLog();
  const mailbox = openMailbox(world.mailServer.port);
  let clean = false;
  try {
    const records = await openRecords(world.databaseUri);
    const fleet = await startFleet(world, {
      ...(options.short ? { timings: SHORT_TIMINGS } : {}),
      ...(options.breaks === undefined ? {} : { breaks: options.breaks }),
    });
    say(`running: ${world.database.version}, ${world.queueServer.version}, Dovecot; logs in ${world.folder}/logs`);
    const watch = watchSettling(sent, records);
    const outside: Outside = { world, fleet, mailbox, sent, signal: ending.signal };
    const start = performance.now();
    const at = (moment: number) => delay(Math.max(0, start + moment - performance.now()));
    const troubles: Finding[] = [];

    const senders = plan.sendings.map(async (sending) => {
      await at(sending.at);
      await send(outside, sending).catch((thrown: unknown) => {
        troubles.push(finding('lost', `${sending.kind} ${sending.serial} was never taken: ${String(thrown)}`));
      });
    });
    const injected: Injected[] = [];
    const lanes = new Map<string, Promise<void>>();
    const faults = plan.faults.map(async (fault) => {
      await at(fault.at);
      await inLane(fault);
    });
    async function inLane(fault: Fault): Promise<void> {
      const lane = laneOf(fault);
      const before = lanes.get(lane) ?? Promise.resolve();
      const mine = before.then(async () => {
        const done = await inject(fault, world, fleet);
        injected.push(done);
        const when = ((performance.now() - start) / 1000).toFixed(1);
        say(`${when}s ${describeFault(fault)}${done.missed === undefined ? '' : ` - missed: ${done.missed}`}`);
      });
      lanes.set(
        lane,
        mine.catch(() => undefined),
      );
      await mine;
    }

    await Promise.all(faults);
    await at(plan.length);
    say(`traffic ends; ${sent.all.length} taken by the outside, ${watch.unsettled().length} not at their end yet`);
    const deadline = performance.now() + (options.short ? DRAIN_MS.short : DRAIN_MS.long);
    const late = setTimeout(() => ending.abort(), deadline - performance.now() - 10_000);
    await Promise.all(senders);
    clearTimeout(late);
    const leftOver = await drain(watch, outside, deadline);
    const orderly = await fleet.end();
    await watch.stop();

    const register = await readRegister(records);
    const messages = judgeMessages(sent.all, register);
    const findings = [
      ...troubles,
      ...messages.findings,
      ...judgeUnits(sent.all, register),
      ...(await findDangling(register, records)),
      ...findStuck(register, leftOver),
      ...(orderly ? [] : [finding('stuck', 'a process did not stop in order')]),
    ];
    await records.close();
    for (const complaint of fleet.complaints) say(`! ${complaint}`);
    for (const { fault, what } of findings) say(`! ${fault}: ${what}`);
    const recovery = slowestRecovery(sent.all, watch.settledAt, injected);
    if (recovery.ms > 0) say(`slowest recovery: ${recovery.ms} ms after ${recovery.fault}`);
    const count = (fault: Finding['fault']) => findings.filter((one) => one.fault === fault).length;
    clean = findings.length === 0;
    const [lost = 0, doubled = 0, stuck = 0, half = 0, dangling = 0] = FAULTS.map(count);
    return {
      seed: options.seed,
      minutes: options.minutes,
      sent: sent.all.length,
      ...messages.counts,
      lost,
      doubled,
      stuck,
      half,
      dangling,
      faults: injected.filter(({ missed }) => missed === undefined).length,
      slowestRecoveryMs: recovery.ms,
    };
  } finally {
    ending.abort();
    mailbox.close();
    await world.close({ keepFolder: !clean });
  }
}

/** Waits until everything that was sent is at its end and the outside is empty, or the deadline. */
async function drain(watch: SettlingWatch, { mailbox, world }: Outside, deadline: number) {
  for (;;) {
    const leftOver = {
      inInbox: await mailbox.waiting().catch(() => 1),
      inScanFolder: (await readdir(join(world.scanMap, 'in'))).length,
    };
    const done = watch.unsettled().length === 0 && leftOver.inInbox === 0 && leftOver.inScanFolder === 0;
    if (done || performance.now() > deadline) return leftOver;
    await delay(500);
  }
}
