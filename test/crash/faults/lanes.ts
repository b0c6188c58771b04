import type { Fault } from '../plan/fault.ts';

/** Faults of one lane wait for each other: what is being killed already cannot be killed again before it is back. */
export function laneOf(fault: Fault): string {
  switch (fault.kind) {
    case 'kill':
    case 'crash-at':
    case 'stop':
    case 'clock-jump':
      return fault.instance;
    case 'second-instance':
      return 'full';
    case 'redis-kill':
    case 'redis-flush':
    case 'mongodb-kill':
    case 'disk-full':
      return 'servers';
    case 'imap-away':
    case 'imap-renumber':
      return 'mail-server';
    case 'cut-in-fetch':
      return 'imap-line';
    case 'stall':
    case 'reset':
      return `${fault.server}-line`;
  }
}
