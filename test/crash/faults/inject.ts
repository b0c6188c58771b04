import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from '../plan/fault.ts';
import type { InstanceName } from '../program/instance-name.ts';
import type { Entrance } from '../plan/sending.ts';
import type { Outside } from '../traffic/outside.ts';
import type { World } from '../world/open-world.ts';

/** How a fault went; `healedAt` (performance.now) is when everything that it broke was back. */
export interface Injected {
  readonly fault: Fault;
  readonly healedAt: number;
  /** It did not happen: nothing brought the process to the step, or this machine cannot. */
  readonly missed?: string;
}

/** A step that nothing comes by is given up after this. */
const STEP_MS = 12_000;
/** An armed cut waits for its bytes this long. */
const CUT_MS = 10_000;

/** A kill waits this long for something to come in. */
const WORK_MS = 4_000;
const BROUGHT_BY: Readonly<Record<InstanceName, readonly Entrance[]>> = {
  web: ['whatsapp', 'form'],
  mail: ['mail'],
  post: ['letter'],
  'workers-1': ['mail', 'whatsapp', 'form', 'letter'],
  'workers-2': ['mail', 'whatsapp', 'form', 'letter'],
  full: ['mail', 'whatsapp'],
};

/** Does one fault and mends it. Resolves when all that it broke is back. */
export async function inject(fault: Fault, outside: Outside): Promise<Injected> {
  const missed = await breakAndMend(fault, outside);
  return { fault, healedAt: performance.now(), ...(missed === undefined ? {} : { missed }) };
}

async function breakAndMend(fault: Fault, { world, fleet, sent }: Outside): Promise<string | undefined> {
  const { lines, disk, database, queueServer, mailServer } = world;
  switch (fault.kind) {
    case 'kill':
      await sent.next(BROUGHT_BY[fault.instance], WORK_MS);
      await delay(fault.afterMs);
      await fleet.get(fault.instance).kill();
      return undefined;
    case 'crash-at':
      return (await fleet.get(fault.instance).crashAt(fault.step, STEP_MS)) ? undefined : 'the step was not reached';
    case 'stop':
      await fleet.get(fault.instance).stopAndStart();
      return undefined;
    case 'clock-jump': {
      const instance = fleet.get(fault.instance);
      await instance.kill({ CLOCK_SHIFT_MS: String(fault.shiftMs) });
      await delay(fault.ms);
      await instance.kill();
      return undefined;
    }
    case 'second-instance':
      await fleet.get('full').start();
      await delay(fault.ms);
      await fleet.get('full').end();
      return undefined;
    case 'redis-kill':
      await queueServer.kill();
      await delay(fault.ms);
      await queueServer.start();
      return undefined;
    case 'redis-flush':
      await queueServer.flush();
      return undefined;
    case 'mongodb-kill':
      await database.kill();
      await delay(fault.ms);
      await database.start();
      return undefined;
    case 'imap-away':
      await mailServer.halt();
      await delay(fault.ms);
      await mailServer.start();
      return undefined;
    case 'imap-renumber':
      await mailServer.renumber();
      return undefined;
    case 'cut-in-fetch':
      return (await cutInFetch(world, fault.bytes)) ? undefined : 'not so many bytes came by';
    case 'stall':
      lines[fault.server].stall();
      await delay(fault.ms);
      lines[fault.server].flow();
      return undefined;
    case 'reset':
      lines[fault.server].reset();
      return undefined;
    case 'disk-full': {
      if (disk.cannotFill !== undefined) return disk.cannotFill;
      await disk.fill();
      await delay(fault.ms);
      await disk.free();
      // WiredTiger gives up on a full disk and answers nothing but errors until it is started again, as an operator does.
      await database.kill();
      await Promise.all([database.start(), queueServer.start()]);
      return undefined;
    }
  }
}

async function cutInFetch({ lines: { imap } }: World, bytes: number): Promise<boolean> {
  const before = imap.cuts;
  imap.cutAfter(bytes);
  for (const end = Date.now() + CUT_MS; imap.cuts === before && Date.now() < end;) await delay(50);
  imap.cutAfter(Infinity);
  return imap.cuts > before;
}
