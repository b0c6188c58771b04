import { Failure, transient } from '#domain/failure/failure.ts';

/** Whatever the queue server or its client throws: the queue is away, the work itself is not lost. */
export function toRedisFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const refused = thrown instanceof Error && /NOAUTH|WRONGPASS/.test(thrown.message);
  return refused
    ? transient('redis-authentication-failed', 'Redis refuses the user or password of REDIS_URL', { cause: thrown })
    : transient('redis-unreachable', 'Redis does not answer: check REDIS_URL and that the server runs', {
        cause: thrown,
      });
}
