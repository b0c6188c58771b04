import { userInfo } from 'node:os';

/** Who did it, in the history of message and task: the account on this machine. */
export const door = () => `opdrachtregel:${userInfo().username}`;
