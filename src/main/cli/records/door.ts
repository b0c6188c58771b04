import { userInfo } from 'node:os';

/** Who did it, in the audit log and in reports: the account on this machine. */
export const door = () => `opdrachtregel:${userInfo().username}`;
