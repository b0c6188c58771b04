import type { InstanceName } from '../program/instance-name.ts';

export type ServerName = 'mongodb' | 'redis' | 'imap';

/** What goes wrong. Times in milliseconds. */
export type FaultKind =
  | { readonly kind: 'kill'; readonly instance: InstanceName; readonly afterMs: number }
  | { readonly kind: 'crash-at'; readonly instance: InstanceName; readonly step: string }
  | { readonly kind: 'stop'; readonly instance: InstanceName }
  | { readonly kind: 'clock-jump'; readonly instance: InstanceName; readonly shiftMs: number; readonly ms: number }
  | { readonly kind: 'second-instance'; readonly ms: number }
  | { readonly kind: 'redis-kill'; readonly ms: number }
  | { readonly kind: 'redis-flush' }
  | { readonly kind: 'mongodb-kill'; readonly ms: number }
  | { readonly kind: 'imap-away'; readonly ms: number }
  | { readonly kind: 'imap-renumber' }
  | { readonly kind: 'cut-in-fetch'; readonly bytes: number }
  | { readonly kind: 'stall'; readonly server: ServerName; readonly ms: number }
  | { readonly kind: 'reset'; readonly server: ServerName }
  | { readonly kind: 'disk-full'; readonly ms: number };

export type Fault = FaultKind & { readonly at: number };

export function describeFault({ at, kind, ...facts }: Fault): string {
  const details = Object.entries(facts).map(([name, value]) => `${name}=${String(value)}`);
  return [`+${(at / 1000).toFixed(1)}s`, kind, ...details].join(' ');
}
