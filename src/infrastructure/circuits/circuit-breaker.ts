import { circuitBreaker, CircuitState, ConsecutiveBreaker, handleWhen } from 'cockatiel';
import { circuitOpen } from '#domain/failure/circuit-open.ts';
import { toFailure, type Failure } from '#domain/failure/failure.ts';
import type { CircuitBreaker, CircuitStatus } from '#application/ports/circuit-breaker.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Log } from '#application/ports/log.ts';

export interface CircuitSettings {
  /** Failures in a row that open the circuit. */
  readonly threshold: number;
  /** How long the system is left alone, in milliseconds. */
  readonly coolDownMs: number;
}

export interface CircuitOptions extends CircuitSettings {
  readonly system: string;
  /** Whether a failure says that the system is broken, and not only this call. Others count as an answer. */
  readonly counts: (failure: Failure) => boolean;
  readonly log: Log;
  readonly clock: Clock;
}

const STATES = {
  [CircuitState.Closed]: 'closed',
  [CircuitState.Open]: 'open',
  [CircuitState.HalfOpen]: 'half-open',
  [CircuitState.Isolated]: 'open',
} as const satisfies Record<CircuitState, CircuitStatus['state']>;
/** Whoever comes during a trial comes back soon: its outcome is known by then, or the circuit is open again. */
const TRIAL_MS = 1_000;

export function createCircuitBreaker({
  system,
  threshold,
  coolDownMs,
  counts,
  log,
  clock,
}: CircuitOptions): CircuitBreaker {
  const breaker = new ConsecutiveBreaker(threshold);
  const policy = circuitBreaker(
    handleWhen((thrown) => counts(toFailure(thrown))),
    { halfOpenAfter: coolDownMs, breaker },
  );
  let since = clock.now();
  let openedAt = 0;
  let isReported = false;
  policy.onStateChange((state) => {
    since = clock.now();
    if (state === CircuitState.Open) openedAt = Date.now();
    report(state);
  });

  return {
    async run(call) {
      const wait = waitMs();
      if (wait > 0) throw circuitOpen(system, wait);
      return policy.execute(call);
    },
    waitMs,
    status: () => ({ system, state: STATES[policy.state], since }),
  };

  function waitMs(): number {
    if (policy.state === CircuitState.HalfOpen) return TRIAL_MS;
    return policy.state === CircuitState.Open ? Math.max(0, openedAt + coolDownMs - Date.now()) : 0;
  }

  /** One line when it opens and one when it closes: a night of failed trials says nothing new. */
  function report(state: CircuitState): void {
    if (state === CircuitState.Open && !isReported) {
      isReported = true;
      const code =
        policy.lastFailure !== undefined && 'error' in policy.lastFailure ? codeOf(policy.lastFailure.error) : '';
      log.warn({ system, code, threshold, coolDownMs }, 'circuit-opened');
    } else if (state === CircuitState.Closed && isReported) {
      isReported = false;
      log.info({ system }, 'circuit-closed');
    }
  }
}

const codeOf = (thrown: unknown) => toFailure(thrown).code;
