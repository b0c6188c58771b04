import { setTimeout as delay } from 'node:timers/promises';
import { inject, type Injected } from './faults/inject.ts';
import { laneOf } from './faults/lanes.ts';
import { finding, type Finding } from './judge/finding.ts';
import { describeFault, type Fault } from './plan/fault.ts';
import type { Plan } from './plan/make-plan.ts';
import type { Outside } from './traffic/outside.ts';
import { send } from './traffic/send.ts';

export interface CarriedOut {
  readonly injected: readonly Injected[];
  /** Resolves when every sender knows that its message was taken, or was told to give up. */
  readonly senders: Promise<void>;
  /** Sendings that were refused or given up, and processes that did not come back. */
  readonly troubles: readonly Finding[];
}

/** Sends and breaks by the plan; resolves when its time is over and all that was broken is back. */
export async function carryOut(plan: Plan, outside: Outside, say: (line: string) => void): Promise<CarriedOut> {
  const start = performance.now();
  const until = (moment: number) => delay(Math.max(0, start + moment - performance.now()));
  const troubles: Finding[] = [];
  const injected: Injected[] = [];
  const lanes = new Map<string, Promise<void>>();

  const senders = Promise.all(
    plan.sendings.map(async (sending) => {
      await until(sending.at);
      await send(outside, sending).catch((thrown: unknown) => {
        troubles.push(finding('lost', `${sending.kind} ${sending.serial} was never taken: ${String(thrown)}`));
      });
    }),
  );
  const faults = plan.faults.map(async (fault) => {
    await until(fault.at);
    const lane = laneOf(fault);
    const mine = (lanes.get(lane) ?? Promise.resolve()).then(() => doFault(fault));
    lanes.set(lane, mine);
    await mine;
  });
  await Promise.all(faults);
  await until(plan.length);
  return { injected, senders: senders.then(() => undefined), troubles };

  async function doFault(fault: Fault): Promise<void> {
    const done = await inject(fault, outside).catch((thrown: unknown) => {
      troubles.push(finding('stuck', `after ${fault.kind}: ${String(thrown)}`));
      return { fault, healedAt: performance.now(), missed: 'it did not heal' };
    });
    injected.push(done);
    const seconds = ((performance.now() - start) / 1000).toFixed(1);
    say(`${seconds}s ${describeFault(fault)}${done.missed === undefined ? '' : ` - missed: ${done.missed}`}`);
  }
}
