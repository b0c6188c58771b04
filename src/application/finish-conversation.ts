import { toFailure, type Failure } from '#domain/failure/failure.ts';
import type { Conversation } from '#domain/conversation/conversation.schema.ts';
import { finishJob } from './jobs/conversation-jobs.ts';
import { dueAt, waitFor, type ConversationSettings } from './conversation-settings.ts';
import type { ParkMessage } from './park-message.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { JobQueue } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { PayloadStore } from './ports/payload-store.ts';
import type { RegisterConversation } from './register-conversation.ts';

/**
 * Finishes a conversation that is due: seals it, waits for its media, registers it as one klantcontact. What comes too
 * early asks for a job at the right moment. Safe to repeat and to run twice at once.
 */
export interface FinishConversation {
  finish(conversation: string): Promise<void>;
  /** "Nu afronden": a member of staff does not wait for silence. Seals now; the job does the rest. */
  finishNow(conversation: string): Promise<void>;
  /** After every attempt: its messages are parked, each with a task for a person. */
  park(conversation: string, failure: Failure): Promise<void>;
}

export interface FinishConversationDeps {
  readonly conversations: ConversationStore;
  readonly payloads: Pick<PayloadStore, 'hasOpen'>;
  readonly messages: Pick<MessageStore, 'countAttempt'>;
  readonly registerConversation: RegisterConversation;
  readonly parkMessage: ParkMessage;
  readonly jobs: Pick<JobQueue, 'enqueue'>;
  readonly settings: ConversationSettings;
  readonly clock: Clock;
  readonly log: Log;
}

/** Silence is only established when nothing unread lies in between; a delivery that stays unread does not hold it up for ever. */
const BACKLOG_WAIT_MS = 600_000;
const BACKLOG_POLL_MS = 5_000;
const LEAST_WAIT_MS = 250;
/** A failure of our own that comes back this often is parked. */
const DEFECT_ATTEMPTS = 3;

export function createFinishConversation(deps: FinishConversationDeps): FinishConversation {
  const { conversations, settings } = deps;
  return { finish, finishNow, park };

  async function finish(uuid: string): Promise<void> {
    const found = await conversations.find(uuid);
    if (found === undefined || found.state === 'finished') return;
    if (found.state === 'open' && (await isEarly(found))) return;
    const sealed = await conversations.seal(uuid, deps.clock.now());
    if (sealed === undefined || sealed.state !== 'finishing') return;
    if (await waitsForMedia(sealed)) return;
    try {
      await deps.registerConversation(sealed);
    } catch (thrown) {
      await handleFailure(sealed, toFailure(thrown));
    }
    await conversations.finish(uuid, deps.clock.now());
  }

  async function finishNow(uuid: string): Promise<void> {
    const now = deps.clock.now();
    const sealed = await conversations.seal(uuid, now);
    if (sealed?.state === 'finishing') await deps.jobs.enqueue([finishJob(uuid, 0, now)]);
  }

  async function isEarly(conversation: Conversation): Promise<boolean> {
    const now = deps.clock.now().getTime();
    const due = dueAt(conversation, settings);
    if (now < due.getTime()) return postpone(conversation, waitFor(conversation, settings, new Date(now)));
    if (now - due.getTime() > BACKLOG_WAIT_MS) return false;
    return (await deps.payloads.hasOpen(due)) && postpone(conversation, BACKLOG_POLL_MS, BACKLOG_POLL_MS);
  }

  async function waitsForMedia({ uuid, messages, sealedAt }: Conversation): Promise<boolean> {
    const entries = await conversations.findEntries(messages);
    const pending = entries.filter(({ medium }) => medium?.state === 'pending' && !medium.late);
    if (pending.length === 0) return false;
    // As long ago as ahead: a clock that ran ahead may have sealed it.
    const waited = Math.abs(deps.clock.now().getTime() - (sealedAt?.getTime() ?? 0));
    if (waited < settings.mediaWaitMs) return postpone({ uuid }, settings.mediaPollMs, settings.mediaPollMs);
    await conversations.markLate(pending.map((entry) => entry.uuid));
    return false;
  }

  /**
   * A poll is put on a round moment, so that two jobs that wait for the same conversation become one again. The moment
   * is never the one whose job runs now (timers fire a little early), since that id is still taken.
   */
  async function postpone({ uuid }: Pick<Conversation, 'uuid'>, delayMs: number, grainMs = 1): Promise<true> {
    const now = deps.clock.now().getTime();
    const moment = Math.ceil((now + Math.max(delayMs, LEAST_WAIT_MS)) / grainMs) * grainMs;
    await deps.jobs.enqueue([finishJob(uuid, moment - now, new Date(moment))]);
    return true;
  }

  async function handleFailure(conversation: Conversation, failure: Failure): Promise<void> {
    if (failure.kind === 'transient') throw failure;
    deps.log.warn({ conversation: conversation.uuid, code: failure.code }, 'conversation-failed');
    const [first] = conversation.messages;
    const attempts = first === undefined ? DEFECT_ATTEMPTS : await deps.messages.countAttempt(first);
    if (failure.kind === 'defect' && attempts < DEFECT_ATTEMPTS) throw failure;
    await parkAll(conversation, failure);
  }

  async function park(uuid: string, failure: Failure): Promise<void> {
    const conversation = await conversations.seal(uuid, deps.clock.now());
    if (conversation?.state !== 'finishing') return;
    await parkAll(conversation, failure);
    await conversations.finish(uuid, deps.clock.now());
  }

  async function parkAll({ messages }: Conversation, { code }: Failure): Promise<void> {
    for (const message of messages) await deps.parkMessage(message, { code });
  }
}
