import { userInfo } from 'node:os';

/** Who types a command, as it is written in the audit log, in reports and in the history of messages and tasks. */
export interface Wie {
  /** The account that was proved, or `opdrachtregel:` and the account on this machine. */
  readonly door: string;
  readonly via: 'opdrachtregel';
  /** May be shown what colleagues and citizens wrote. */
  readonly mag: 'alles' | 'geen-tekst';
}

/** The account on this machine: says from where, and in a container not even that. */
export const machineDoor = () => `opdrachtregel:${userInfo().username}`;
