import type { Fleet } from '../program/fleet.ts';
import type { World } from '../world/open-world.ts';
import type { Mailbox } from './mailbox.ts';
import type { SentLog } from './sent-log.ts';

/** What a sender works with. */
export interface Outside {
  readonly world: World;
  readonly fleet: Fleet;
  readonly mailbox: Mailbox;
  readonly sent: SentLog;
  /** Ends every sender. */
  readonly signal: AbortSignal;
}
