import { STEPS } from '../program/steps.ts';
import { STANDING, type InstanceName } from '../program/instance-name.ts';
import type { CrashOptions } from '../options.ts';
import type { Fault, FaultKind, ServerName } from './fault.ts';
import { createRandom, type Random } from './random.ts';
import { SENDING_KINDS, SERIALS_A_SENDING, type Entrance, type Sending, type SendingKind } from './sending.ts';

export interface Plan {
  /** Milliseconds of traffic and faults. */
  readonly length: number;
  readonly sendings: readonly Sending[];
  readonly faults: readonly Fault[];
}

/** Milliseconds between two sendings, at most; half of it on average. */
const SENDING_GAP = { short: 1_600, long: 1_200 } as const;
/** Between two faults of a long run. */
const FAULT_GAP = { least: 3_000, most: 12_000 } as const;
/** Of every sending: mail is most of it, as in a town hall. */
const WEIGHTS: readonly Entrance[] = [
  'mail',
  'mail',
  'mail',
  'mail',
  'whatsapp',
  'whatsapp',
  'whatsapp',
  'form',
  'form',
  'letter',
];

/** The same seed and length give the same plan; what the processes make of it differs by their timing. */
export function makePlan({ minutes, seed, short }: CrashOptions): Plan {
  const random = createRandom(seed);
  const length = minutes * 60_000;
  return {
    length,
    sendings: makeSendings(random, length, short ? SENDING_GAP.short : SENDING_GAP.long),
    faults: short ? oneOfEach(random, length) : makeFaults(random, length),
  };
}

function makeSendings(random: Random, length: number, gap: number): Sending[] {
  const sendings: Sending[] = [];
  const once = Object.entries(SENDING_KINDS).flatMap(([entrance, kinds]) =>
    kinds.map((kind) => `${entrance}/${kind}` as SendingKind),
  );
  for (let at = 0; at < length; at += random.int(0, gap)) {
    // First every kind once, then as it comes.
    const kind = once.length > 0 ? once.splice(random.int(0, once.length - 1), 1)[0] : undefined;
    sendings.push({
      at,
      kind: kind ?? anyKind(random),
      serial: 1 + sendings.length * SERIALS_A_SENDING,
      seed: random.int(0, 2 ** 31),
    });
  }
  return sendings;
}

function anyKind(random: Random): SendingKind {
  const entrance = random.pick(WEIGHTS);
  const kinds: readonly string[] = SENDING_KINDS[entrance];
  // The first kind of each is the ordinary one.
  return `${entrance}/${random.chance(0.4) ? (kinds[0] ?? '') : random.pick(kinds)}` as SendingKind;
}

/** Spread evenly over the run, in an order of chance. */
function oneOfEach(random: Random, length: number): Fault[] {
  const kinds: FaultKind[] = [
    ...STANDING.map((instance) => killOf(random, instance)),
    ...(['web', 'mail', 'post', 'workers-1', 'workers-2'] as const).map((instance) => crashStep(random, instance)),
    { kind: 'stop', instance: random.pick(STANDING) },
    {
      kind: 'clock-jump',
      instance: random.pick(['mail', 'workers-1']),
      shiftMs: random.pick([-1, 1]) * 3_600_000,
      ms: 5_000,
    },
    { kind: 'second-instance', ms: 10_000 },
    { kind: 'redis-kill', ms: 1_500 },
    { kind: 'redis-flush' },
    { kind: 'mongodb-kill', ms: 1_500 },
    { kind: 'imap-away', ms: 2_000 },
    { kind: 'imap-renumber' },
    { kind: 'cut-in-fetch', bytes: random.int(500, 60_000) },
    { kind: 'stall', server: random.pick(['mongodb', 'redis', 'imap']), ms: 3_000 },
    { kind: 'reset', server: random.pick(['mongodb', 'redis', 'imap']) },
    { kind: 'disk-full', ms: 2_500 },
  ];
  const shuffled = kinds.map((kind) => ({ kind, place: random.next() })).sort((one, other) => one.place - other.place);
  const first = 2_000;
  const gap = (length - first) / shuffled.length;
  return shuffled.map(({ kind }, index) => ({ ...kind, at: Math.round(first + index * gap) }));
}

function makeFaults(random: Random, length: number): Fault[] {
  const faults: Fault[] = [];
  for (let at = 5_000; at < length - 5_000; at += random.int(FAULT_GAP.least, FAULT_GAP.most)) {
    faults.push({ ...anyFault(random), at });
  }
  return faults;
}

const SERVERS: readonly ServerName[] = ['mongodb', 'redis', 'imap'];

function anyFault(random: Random): FaultKind {
  const makers: (() => FaultKind)[] = [
    () => killOf(random, random.pick(STANDING)),
    () => killOf(random, random.pick(STANDING)),
    () => killOf(random, random.pick(STANDING)),
    () => crashStep(random, random.pick(STANDING)),
    () => crashStep(random, random.pick(STANDING)),
    () => crashStep(random, random.pick(STANDING)),
    () => ({ kind: 'stop', instance: random.pick(STANDING) }),
    () => ({
      kind: 'clock-jump',
      instance: random.pick(STANDING),
      shiftMs: random.pick([-1, 1]) * random.pick([5_000, 60_000, 3_600_000, 86_400_000]),
      ms: random.int(3_000, 20_000),
    }),
    () => ({ kind: 'second-instance', ms: random.int(5_000, 40_000) }),
    () => ({ kind: 'redis-kill', ms: random.int(0, 8_000) }),
    () => ({ kind: 'redis-flush' }),
    () => ({ kind: 'redis-flush' }),
    () => ({ kind: 'mongodb-kill', ms: random.int(0, 8_000) }),
    () => ({ kind: 'imap-away', ms: random.int(500, 10_000) }),
    () => ({ kind: 'imap-renumber' }),
    () => ({ kind: 'cut-in-fetch', bytes: random.int(200, 400_000) }),
    () => ({ kind: 'stall', server: random.pick(SERVERS), ms: random.int(1_000, 15_000) }),
    () => ({ kind: 'reset', server: random.pick(SERVERS) }),
    () => ({ kind: 'disk-full', ms: random.int(1_000, 6_000) }),
  ];
  return random.pick(makers)();
}

/** A little after something came in, when there is work to be lost. */
function killOf(random: Random, instance: InstanceName): FaultKind {
  return { kind: 'kill', instance, afterMs: random.int(0, random.pick([20, 200, 1_500])) };
}

function crashStep(random: Random, instance: InstanceName): FaultKind {
  return { kind: 'crash-at', instance, step: random.pick(STEPS[instance] ?? []) };
}
