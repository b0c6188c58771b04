/**
 * What operators may change on the queue board, under the last part of its address, with the words of the audit log.
 * Whatever is not here is refused, also what a new version of the board brings: above all making a job by hand
 * (`add`, which is duplicating too) or changing one (`update-data`, `delay`, `priority`). Jobs follow from messages and tasks.
 */
const ACTS: Readonly<Record<string, string>> = {
  'PUT /api/queues/pause': 'alle wachtrijen gepauzeerd',
  'PUT /api/queues/resume': 'alle wachtrijen hervat',
  'PUT /api/queues/:queueName/pause': 'gepauzeerd',
  'PUT /api/queues/:queueName/resume': 'hervat',
  'PUT /api/queues/:queueName/empty': 'geleegd',
  'PUT /api/queues/:queueName/obliterate': 'met alles weggehaald',
  'PUT /api/queues/:queueName/promote': 'uitgestelde jobs vervroegd',
  'PUT /api/queues/:queueName/retry/:queueStatus': 'jobs opnieuw',
  'PUT /api/queues/:queueName/clean/:queueStatus': 'jobs weggehaald',
  'PUT /api/queues/:queueName/concurrency': 'aantal tegelijk gewijzigd',
  'PUT /api/queues/:queueName/rate-limit': 'tempo gewijzigd',
  'PUT /api/queues/:queueName/rate-limit/release': 'tempo vrijgegeven',
  'PUT /api/queues/:queueName/:jobId/retry': 'job opnieuw',
  'PUT /api/queues/:queueName/:jobId/promote': 'job vervroegd',
  'PUT /api/queues/:queueName/:jobId/clean': 'job weggehaald',
};

interface Asked {
  readonly method: string;
  /** Pattern of the route, without the path of the board. */
  readonly route: string;
  readonly params: Readonly<Record<string, string | undefined>>;
}

/** The act as the audit log names it (at most 80 characters); undefined when it is not allowed. */
export function describeBoardAct({ method, route, params }: Asked): string | undefined {
  const key = `${method} ${route}`;
  const words = Object.hasOwn(ACTS, key) ? ACTS[key] : undefined;
  const { queueName, queueStatus, jobId } = params;
  if (words === undefined || queueName === undefined) return words;
  return ['wachtrij', `${queueName}:`, words, queueStatus, jobId].filter(Boolean).join(' ').slice(0, 80);
}
