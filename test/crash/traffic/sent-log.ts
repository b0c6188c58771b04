import { EventEmitter, once } from 'node:events';
import type { Entrance, SendingKind } from '../plan/sending.ts';

/** One message that the outside was told is taken, or is told to be taken: what the register is held against. */
export interface Sent {
  readonly serial: number;
  readonly kind: SendingKind;
  /** What the ledger knows it by. */
  readonly alias: string;
  readonly expected: 'registered' | 'aside' | 'parked';
  /** Bijlagen of its klantcontact, when that is for this message alone. */
  readonly bijlagen?: number;
  /** A person answered it by mail, and was told that this answer (or a colleague's, at the same moment) counts. */
  readonly isAnswered?: boolean;
  /** Has a medium that becomes a bijlage of the conversation's klantcontact. */
  readonly hasMedium?: boolean;
  /** performance.now() at which the outside was told, or saw it in its place. */
  readonly at: number;
}

export interface SentLog {
  readonly all: readonly Sent[];
  add(sent: Omit<Sent, 'at'>): void;
  /** Resolves when the next message of one of these entrances is taken, or after the deadline. */
  next(entrances: readonly Entrance[], deadlineMs: number): Promise<void>;
}

export function createSentLog(): SentLog {
  const all: Sent[] = [];
  const taken = new EventEmitter();
  taken.setMaxListeners(0);
  return {
    all,
    add(sent) {
      all.push({ ...sent, at: performance.now() });
      taken.emit(sent.kind.slice(0, sent.kind.indexOf('/')));
    },
    async next(entrances, deadlineMs) {
      const limit = new AbortController();
      const late = setTimeout(() => limit.abort(), deadlineMs);
      await Promise.race(entrances.map((entrance) => once(taken, entrance, { signal: limit.signal }))).catch(
        () => undefined,
      );
      clearTimeout(late);
      limit.abort();
    },
  };
}

/** What a message says of itself, so that it is found in the register without the program's own ledger. */
export const markOf = (serial: number) => `kenmerk ${String(serial).padStart(6, '0')}`;
const MARK = /kenmerk (\d{6})/g;

/** The serials in a text. */
export const serialsIn = (text: string): number[] => [...text.matchAll(MARK)].map(([, digits]) => Number(digits));
