import { userInfo } from 'node:os';

/** Who did it, in the audit log, in reports and in the history of messages and tasks: the account on this machine. */
export const door = () => `opdrachtregel:${userInfo().username}`;
