import { randomBytes } from 'node:crypto';

/** 128 bits (hex) that nobody can guess, for the id of a mail. */
export const drawLot = (): string => randomBytes(16).toString('hex');
