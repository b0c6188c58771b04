import type { JobRequest } from '../ports/job-queue.ts';

/** The one job that sends this mail. */
export const mailJob = (uuid: string): JobRequest<'send-mail'> => ({
  name: 'send-mail',
  id: `mail-${uuid}`,
  data: { uitgaand: uuid },
});
