import type { ExpandPayloads } from '#application/expand-payloads.ts';
import type { JobWorker } from '../worker.ts';

export interface ExpandPayloadWorkerDeps {
  readonly expandPayloads: ExpandPayloads;
}

/** Deliveries of WhatsApp become messages. */
export function createExpandPayloadWorker({ expandPayloads }: ExpandPayloadWorkerDeps): JobWorker<'expand-payload'> {
  return {
    job: 'expand-payload',
    handle: ({ payloads }) => expandPayloads.expand(payloads),
    exhausted: ({ payloads }, failure) => expandPayloads.park(payloads, failure),
  };
}
