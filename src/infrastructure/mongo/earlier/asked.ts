import type { Earlier } from '#domain/inbound-message/choose-tie.ts';
import type { Reference } from '#domain/inbound-message/reference.ts';

/** References of one channel, by the id that the ledger has. */
export type Asked = ReadonlyMap<string, Reference>;
/** What some of those lead to. */
export type Found = readonly (readonly [Reference, Earlier])[];
