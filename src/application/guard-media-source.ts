import type { CircuitBreaker } from './ports/circuit-breaker.ts';
import type { MediaSource } from './ports/media-source.ts';

/** The same media with a circuit before their platform. */
export const guardMediaSource = (media: MediaSource, circuit: CircuitBreaker): MediaSource => ({
  fetch: (reference) => circuit.run(() => media.fetch(reference)),
});
