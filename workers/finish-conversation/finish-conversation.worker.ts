import type { FinishConversation } from '#application/finish-conversation.ts';
import type { JobWorker } from '../worker.ts';

export interface FinishConversationWorkerDeps {
  readonly finishConversation: FinishConversation;
}

/** A conversation that fell silent becomes a klantcontact. */
export function createFinishConversationWorker({
  finishConversation,
}: FinishConversationWorkerDeps): JobWorker<'finish-conversation'> {
  return {
    job: 'finish-conversation',
    handle: ({ conversation }) => finishConversation.finish(conversation),
    exhausted: ({ conversation }, failure) => finishConversation.park(conversation, failure),
  };
}
