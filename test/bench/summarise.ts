import { median } from './measure/statistics.ts';
import { CPU_PARTS, type CpuPart } from './subject-mail.ts';
import type { Round } from './run-rounds.ts';

/** One line of the table: a figure, what it is held against, and what it should be. */
export interface Line {
  readonly what: string;
  readonly value: number;
  readonly unit: 'a second' | 'ms' | 'µs CPU' | 'documents' | 'events' | 'files' | 'MB';
  readonly reference?: number;
  /** `value / reference`. */
  readonly ratio?: number;
  readonly target?: string;
  readonly holds?: boolean;
}

/** Medians over the rounds; a ratio is the median of the rounds' own ratios. */
export function summarise(rounds: readonly Round[]): Line[] {
  return [
    ...mailLines('small mails, IMAP to committed units', 'mail', { now: 0.15, later: 0.3 }),
    ...mailLines('mails of 200 KB', 'medium', { later: 0.5 }),
    ...mailLines('mails of 10 MB', 'large', { later: 0.6 }),
    ...latencyLines(),
    ...webhookLines(),
    ...memoryLines(),
    ...scansLines(),
  ];

  function mailLines(what: string, key: 'mail' | 'medium' | 'large', targets: { now?: number; later: number }): Line[] {
    const found = rounds.flatMap((round) => round[key] ?? []);
    if (found.length === 0) return [];
    const ratio = median(found.map(({ ours, reference }) => ours.perSecond / reference.perSecond));
    const cpu = (part: CpuPart): Line => ({
      what: `  of which ${part}`,
      value: median(found.map(({ ours }) => ours.cpu[part])),
      unit: 'µs CPU',
    });
    return [
      {
        what,
        value: median(found.map(({ ours }) => ours.perSecond)),
        unit: 'a second',
        reference: median(found.map(({ reference }) => reference.perSecond)),
        ratio,
        ...targetOf(ratio, targets),
      },
      {
        what: '  processor time, beside the bare loop',
        value: median(found.map(({ ours: { cpu: used } }) => CPU_PARTS.reduce((sum, part) => sum + used[part], 0))),
        unit: 'µs CPU',
        reference: median(found.map(({ reference }) => reference.cpuUs)),
      },
      ...CPU_PARTS.map(cpu),
      {
        what: '  documents a mail, the message among them',
        value: median(found.map(({ ours }) => ours.documentsPerMail)),
        unit: 'documents',
      },
    ];
  }

  function latencyLines(): Line[] {
    const found = rounds.flatMap((round) => round.latency ?? []);
    if (found.length === 0) return [];
    const line = (what: string, value: number, limit: number): Line => ({
      what,
      value,
      unit: 'ms',
      target: `under ${limit} ms`,
      holds: value < limit,
    });
    const single = found.map(({ ours }) => ours.single);
    const busy = found.map(({ ours }) => ours.halfLoad);
    const notice = median(found.map((one) => one.notice));
    return [
      line('append to visible task, half load, p50', median(busy.map(({ p50 }) => p50)), 150),
      line('append to visible task, half load, p99', median(busy.map(({ p99 }) => p99)), 1000),
      {
        what: 'append to visible task, one at a time, p50, beside the notice of the server',
        value: median(single.map(({ p50 }) => p50)),
        unit: 'ms',
        reference: notice,
      },
      line('append to visible task, one at a time, p99', median(single.map(({ p99 }) => p99)), 1000),
    ];
  }

  function memoryLines(): Line[] {
    const found = rounds.flatMap((round) => round.memory ?? []);
    const [first] = found;
    if (first === undefined) return [];
    const line = (what: string, of: 'takingIn' | 'registering' | 'redis', limit: number): Line => {
      const value = median(found.map(({ ours }) => ours[of]));
      const reference = median(found.map((one) => one.reference[of]));
      return {
        what,
        value,
        unit: 'MB',
        reference,
        ratio: value / reference,
        target: `under ${limit} MB`,
        holds: value < limit,
      };
    };
    const lost = Math.max(...found.map(({ ours }) => ours.lost));
    return [
      line(`taking in ${first.ours.queued} mails, beside ${first.reference.queued}`, 'takingIn', 512),
      line('  registering them', 'registering', 512),
      line('  the server of the queues', 'redis', 512),
      { what: '  lost', value: lost, unit: 'events', target: '0', holds: lost === 0 },
    ];
  }

  function scansLines(): Line[] {
    const found = rounds.flatMap((round) => round.scans ?? []);
    const [first] = found;
    if (first === undefined) return [];
    const rate = (what: string, of: 'accepted' | 'registered' | 'putAway' | 'knownPutAway'): Line => ({
      what,
      value: median(found.map(({ ours }) => ours[of])),
      unit: 'a second',
      reference: median(found.map(({ reference }) => reference.perSecond)),
      ratio: median(found.map(({ ours, reference }) => ours[of] / reference.perSecond)),
    });
    const most = (of: 'stallMs' | 'peakMb' | 'lost') => Math.max(...found.map(({ ours }) => ours[of]));
    return [
      rate(`${first.ours.laid} scans laid at once, put away`, 'putAway'),
      rate('  accepted', 'accepted'),
      rate('  registered', 'registered'),
      rate('  the same again, known: put away', 'knownPutAway'),
      {
        what: '  longest stall of the event loop',
        value: most('stallMs'),
        unit: 'ms',
        reference: Math.max(...found.map(({ reference }) => reference.stallMs)),
      },
      { what: '  the most memory of the program', value: most('peakMb'), unit: 'MB' },
      { what: '  lost or doubled', value: most('lost'), unit: 'files', target: '0', holds: most('lost') === 0 },
    ];
  }

  function webhookLines(): Line[] {
    const found = rounds.flatMap((round) => round.webhook ?? []);
    if (found.length === 0) return [];
    const ratio = median(found.map(({ ours, reference }) => ours.full.perSecond / reference.perSecond));
    const p99 = median(found.map(({ ours }) => ours.half.p99));
    const lost = Math.max(...found.map(({ ours }) => ours.lost + ours.full.refused + ours.half.refused));
    return [
      {
        what: 'WhatsApp events, durable before 200',
        value: median(found.map(({ ours }) => ours.full.perSecond)),
        unit: 'a second',
        reference: median(found.map(({ reference }) => reference.perSecond)),
        ratio,
        ...targetOf(ratio, { now: 0.5, later: 0.6 }),
      },
      {
        what: '  into their conversations',
        value: median(found.map(({ ours }) => ours.workedAway)),
        unit: 'a second',
      },
      { what: '  p50 at half load', value: median(found.map(({ ours }) => ours.half.p50)), unit: 'ms' },
      { what: '  p99 at half load', value: p99, unit: 'ms', target: 'under 50 ms', holds: p99 < 50 },
      { what: '  lost or refused', value: lost, unit: 'events', target: '0', holds: lost === 0 },
    ];
  }
}

const percent = (ratio: number) => `${Math.round(ratio * 100)} %`;

function targetOf(ratio: number, { now, later }: { now?: number; later: number }): Pick<Line, 'target' | 'holds'> {
  return now === undefined
    ? { target: `later ${percent(later)}` }
    : { target: `${percent(now)}, later ${percent(later)}`, holds: ratio >= now };
}
