import type { ClientSession } from 'mongoose';

/** Of a transaction; undefined on a server without them. */
export type Session = ClientSession | undefined;

/** The options of an operation that belongs to it. */
export const options = (session: Session) => (session === undefined ? {} : { session });
