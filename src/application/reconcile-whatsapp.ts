import { toFailure } from '#domain/failure/failure.ts';
import { UITGEPAKT } from '#domain/inbound-message/aside-reasons.ts';
import type { StoredMessage } from '#domain/inbound-message/stored-message.schema.ts';
import { finishJob, mediaJob } from './jobs/conversation-jobs.ts';
import type { ConversationSettings } from './conversation-settings.ts';
import type { ExpandPayloads } from './expand-payloads.ts';
import type { JoinMessages } from './join-messages.ts';
import type { ParkMessage } from './park-message.ts';
import type { Clock } from './ports/clock.ts';
import type { ConversationReader } from './ports/conversation-reader.ts';
import type { ConversationStore } from './ports/conversation-store.ts';
import type { JobQueue, JobRequest } from './ports/job-queue.ts';
import type { Log } from './ports/log.ts';
import type { MessageStore } from './ports/message-store.ts';
import type { PayloadStore } from './ports/payload-store.ts';
import type { RegisterMessages } from './register-messages.ts';

/**
 * Finds everything of this channel that is open and that no job carries, and gives it one again: deliveries, messages
 * that were accepted but joined no conversation (a crash in between, or a person who wants a parked one tried again),
 * conversations that are due, media still to fetch. Answers how many it healed.
 */
export type ReconcileWhatsapp = () => Promise<number>;

export interface ReconcileWhatsappDeps {
  readonly payloads: PayloadStore;
  readonly conversations: ConversationStore;
  readonly messages: Pick<MessageStore, 'listOpen' | 'find' | 'setAside'>;
  readonly reader: ConversationReader;
  readonly expandPayloads: Pick<ExpandPayloads, 'takeIn'>;
  readonly joinMessages: JoinMessages;
  readonly parkMessage: ParkMessage;
  /** For what a person registers by hand: it joins no conversation. */
  readonly registerMessages: RegisterMessages;
  readonly jobs: Pick<JobQueue, 'enqueue' | 'findAlive'>;
  readonly settings: ConversationSettings;
  readonly clock: Clock;
  readonly log: Log;
  /** Younger than this is left alone: its own job is probably on its way. */
  readonly graceMs?: number;
}

const BATCH = 500;
const GRACE_MS = 10_000;

export function createReconcileWhatsapp(deps: ReconcileWhatsappDeps): ReconcileWhatsapp {
  const grace = deps.graceMs ?? GRACE_MS;
  return async () => {
    const now = deps.clock.now();
    const healed = {
      payloads: await healPayloads(now),
      messages: await healMessages(now),
      conversations: await healConversations(now),
      media: await healMedia(now),
    };
    const count = Object.values(healed).reduce((sum, each) => sum + each, 0);
    if (count > 0) deps.log.info(healed, 'whatsapp-reconciled');
    return count;
  };

  async function healPayloads(now: Date): Promise<number> {
    const open = await deps.payloads.listOpen(before(now), BATCH);
    const alive = await deps.jobs.findAlive(
      unique(open.map(({ jobId }) => jobId)).map((id) => ({ name: 'expand-payload', id })),
    );
    const orphans = open.filter(({ jobId }) => !alive.has(jobId)).map(({ uuid }) => uuid);
    if (orphans.length === 0) return 0;
    const jobId = `expand-${orphans[0] ?? ''}-${now.getTime()}`;
    await deps.payloads.setJob(orphans, jobId);
    await deps.jobs.enqueue([{ name: 'expand-payload', id: jobId, data: { payloads: orphans } }]);
    return orphans.length;
  }

  async function healMessages(now: Date): Promise<number> {
    let healed = 0;
    for await (const batch of deps.messages.listOpen(before(now), 'whatsapp')) {
      healed += await healBatch(batch.map(({ uuid }) => uuid));
    }
    return healed;
  }

  async function healBatch(uuids: readonly string[]): Promise<number> {
    const byHand = await registerByHand(uuids);
    const places = await deps.conversations.findByMessages(uuids.filter((uuid) => !byHand.has(uuid)));
    for (const { uuid, state } of new Map([...places.values()].map((one) => [one.uuid, one])).values()) {
      if (state === 'finished') await deps.conversations.refinish(uuid);
    }
    const lost = uuids.filter((uuid) => !places.has(uuid) && !byHand.has(uuid));
    for (const message of await deps.messages.find(lost, { raw: true })) await takeIn(message);
    return lost.length + byHand.size;
  }

  async function registerByHand(uuids: readonly string[]): Promise<Set<string>> {
    const open = await deps.messages.find(uuids, { raw: false });
    const byHand = open.filter(({ herstel }) => herstel?.handmatig !== undefined).map(({ uuid }) => uuid);
    if (byHand.length > 0) await deps.registerMessages('whatsapp', byHand);
    return new Set(byHand);
  }

  async function takeIn(message: StoredMessage): Promise<void> {
    try {
      const payload = deps.reader.toPayload(message);
      if (payload === undefined) return await deps.joinMessages([deps.reader.toJoining(message)]);
      await deps.expandPayloads.takeIn(payload);
      await deps.messages.setAside(message.uuid, { code: UITGEPAKT }, deps.clock.now());
    } catch (thrown) {
      const failure = toFailure(thrown);
      if (failure.kind === 'transient') throw failure;
      await deps.parkMessage(message.uuid, { code: failure.code });
    }
  }

  async function healConversations(now: Date): Promise<number> {
    const { stilteMs, maximumMs } = deps.settings;
    const quiet = new Date(now.getTime() - stilteMs - grace);
    const begun = new Date(now.getTime() - maximumMs - grace);
    const due = await deps.conversations.listDue(quiet, begun, before(now), BATCH);
    return revive(
      due
        .map(({ uuid, messages }) => ({
          root: finishJob(uuid, 0),
          again: finishJob(uuid, 0, minuteOf(now)),
          empty: messages.length === 0,
        }))
        .filter(({ empty }) => !empty),
    );
  }

  async function healMedia(now: Date): Promise<number> {
    const unfinished = await deps.conversations.listUnfinishedMedia(before(now), BATCH);
    const jobs: { root: JobRequest; again: JobRequest }[] = [];
    for (const { uuid, receivedAt, medium } of unfinished) {
      const age = now.getTime() - receivedAt.getTime();
      if (medium?.state === 'pending' && age > deps.settings.mediaKeptMs) {
        await deps.conversations.saveMedium(uuid, { state: 'missing', reason: 'gone' });
      } else {
        jobs.push({ root: mediaJob(uuid), again: mediaJob(uuid, hourOf(now)) });
      }
    }
    return revive(jobs);
  }

  /** Adds a job for each whose first job is not alive. The moment in the new id keeps it to one per minute or hour. */
  async function revive(jobs: readonly { root: JobRequest; again: JobRequest }[]): Promise<number> {
    if (jobs.length === 0) return 0;
    const ids = jobs.flatMap(({ root, again }) => [root, again]).map(({ name, id }) => ({ name, id }));
    const alive = await deps.jobs.findAlive(ids);
    const orphans = jobs.filter(({ root, again }) => !alive.has(root.id) && !alive.has(again.id));
    if (orphans.length > 0) await deps.jobs.enqueue(orphans.map(({ again }) => again));
    return orphans.length;
  }

  function before(now: Date): Date {
    return new Date(now.getTime() - grace);
  }
}

const unique = (values: readonly string[]) => [...new Set(values)];
const minuteOf = (now: Date) => new Date(Math.floor(now.getTime() / 60_000) * 60_000);
const hourOf = (now: Date) => new Date(Math.floor(now.getTime() / 3_600_000) * 3_600_000);
