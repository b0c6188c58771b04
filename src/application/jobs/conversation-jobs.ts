import type { JobRequest } from '../ports/job-queue.ts';

/**
 * The job that finishes a conversation. The first one has a fixed id, so that every message may ask for it; one that
 * comes too early asks for the next with its moment in the id, since its own id is still taken while it runs.
 */
export function finishJob(conversation: string, delayMs: number, moment?: Date): JobRequest<'finish-conversation'> {
  const suffix = moment === undefined ? '' : `-${moment.getTime()}`;
  return {
    name: 'finish-conversation',
    id: `finish-${conversation}${suffix}`,
    data: { conversation },
    delayMs: Math.max(0, Math.round(delayMs)),
  };
}

/** `moment` makes another id: a failed job with the first one may still be kept on the board. */
export function mediaJob(message: string, moment?: Date): JobRequest<'fetch-media'> {
  const suffix = moment === undefined ? '' : `-${moment.getTime()}`;
  return { name: 'fetch-media', id: `media-${message}${suffix}`, data: { message } };
}
