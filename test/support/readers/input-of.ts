import { createHash, randomUUID } from 'node:crypto';
import type { NormaliseInput } from '#application/ports/normalise-module.ts';

/** A message with these bytes, as a reader gets it. */
export const inputOf = (raw: Uint8Array, envelope: NormaliseInput['envelope'] = {}): NormaliseInput => ({
  uuid: randomUUID(),
  key: 'sleutel',
  receivedAt: new Date('2026-11-20T09:15:00Z'),
  envelope,
  mediaType: 'application/octet-stream',
  size: raw.byteLength,
  sha256: createHash('sha256').update(raw).digest('hex'),
  raw,
});
