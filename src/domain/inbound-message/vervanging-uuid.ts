import { deterministicUuid } from '../identity/deterministic-uuid.ts';

/** The file of bytes that a person put in the place of those of a message. */
export const vervangingUuid = (messageUuid: string, sha256: string) =>
  deterministicUuid(`message:${messageUuid}`, `vervanging:${sha256}`);
