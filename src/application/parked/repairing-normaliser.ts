import { applyHerstel, toHandContact, type FindEenheid } from '#domain/inbound-message/apply-herstel.ts';
import type { Herstel } from '#domain/inbound-message/herstel.schema.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import type { DocumentStore } from '../ports/document-store.ts';
import type { Normaliser, NormaliseResult } from '../ports/normaliser.ts';
import { withRepairedBytes } from './repaired-bytes.ts';

export interface RepairingDeps {
  readonly normaliser: Normaliser;
  readonly documents: Pick<DocumentStore, 'read'>;
  readonly findEenheid: FindEenheid;
}

type Repaired = StoredMessage & { readonly herstel: Herstel };
const isRepaired = (message: StoredMessage): message is Repaired => message.herstel !== undefined;

/** Reads messages as people repaired them; what nobody touched goes through as it is. */
export function createRepairingNormaliser({ normaliser, documents, findEenheid }: RepairingDeps): Normaliser {
  return {
    async normalise(channel, messages) {
      const repaired = messages.filter(isRepaired);
      if (repaired.length === 0) return normaliser.normalise(channel, messages);
      const byHand = repaired.filter(({ herstel }) => herstel.handmatig !== undefined);
      const toRead = messages.filter(({ herstel }) => herstel?.handmatig === undefined);
      const ready = await Promise.all(toRead.map((message) => withRepairedBytes(message, documents)));
      const results = ready.length === 0 ? [] : await normaliser.normalise(channel, ready);
      const byUuid = new Map(repaired.map((message) => [message.uuid, message]));
      return [
        ...results.map((result) => withHerstel(result, byUuid.get(result.uuid))),
        ...byHand.map((message) => ({ uuid: message.uuid, outcome: toHandContact(message, findEenheid) })),
      ];
    },
  };

  function withHerstel({ uuid, outcome }: NormaliseResult, message: Repaired | undefined): NormaliseResult {
    if (message === undefined || outcome instanceof Error) return { uuid, outcome };
    return { uuid, outcome: applyHerstel(message, outcome, findEenheid) };
  }
}
