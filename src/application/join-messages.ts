import { toFailure } from '#domain/failure/failure.ts';
import { finishJob, mediaJob } from './jobs/conversation-jobs.ts';
import { waitFor, type ConversationSettings } from './conversation-settings.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore, JoiningMessage } from './ports/conversation-store.ts';
import type { JobQueue, JobRequest } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';

/** Brings accepted messages into their conversations and asks for the jobs that follow. Safe to repeat. */
export type JoinMessages = (messages: readonly JoiningMessage[]) => Promise<void>;

export interface JoinMessagesDeps {
  readonly conversations: Pick<ConversationStore, 'join' | 'seal'>;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly settings: ConversationSettings;
  readonly clock: Clock;
  readonly log: Log;
}

export function createJoinMessages(deps: JoinMessagesDeps): JoinMessages {
  return async (messages) => {
    if (messages.length === 0) return;
    const now = deps.clock.now();
    const joined = await deps.conversations.join(messages.map((message) => notAhead(message, now)));
    const jobs: JobRequest[] = [];
    for (const conversation of new Map(joined.map((one) => [one.conversation.uuid, one.conversation])).values()) {
      if (conversation.state === 'finished') continue;
      const full = conversation.messages.length >= deps.settings.maximumBerichten;
      if (full) await deps.conversations.seal(conversation.uuid, now);
      const delay = full ? 0 : waitFor(conversation, deps.settings, now);
      jobs.push(finishJob(conversation.uuid, delay, full ? now : undefined));
    }
    for (const { message, medium } of messages) if (medium !== undefined) jobs.push(mediaJob(message));
    try {
      await deps.jobs.enqueue(jobs);
    } catch (thrown) {
      // The messages stand in their conversation: the reconciler sees that nothing carries it and adds the job.
      deps.log.warn({ code: toFailure(thrown).code, count: jobs.length }, 'job-not-added');
    }
  };
}

/** Received in the future is received by a clock that ran ahead: silence is counted from now. */
const notAhead = (message: JoiningMessage, now: Date): JoiningMessage =>
  message.receivedAt > now ? { ...message, receivedAt: now } : message;
