import type { Fleet } from '../program/fleet.ts';
import type { World } from '../world/open-world.ts';
import type { Mailbox } from './mailbox.ts';
import type { Doc } from '../judge/open-records.ts';
import type { SentLog } from './sent-log.ts';

/** What a sender works with. */
export interface Outside {
  readonly world: World;
  readonly fleet: Fleet;
  readonly mailbox: Mailbox;
  readonly sent: SentLog;
  /** What the ledger says of a message, by a name of it; for people who look it up before they act. */
  readonly lookUp: (alias: string) => Promise<Doc | undefined>;
  /** Ends every sender. */
  readonly signal: AbortSignal;
}
