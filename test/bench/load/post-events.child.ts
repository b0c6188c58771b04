import autocannon from 'autocannon';
import { answerTask } from '../measure/run-child.ts';
import { benchEvent } from './bench-event.ts';

export interface PostTask {
  readonly url: string;
  readonly appSecret: string;
  /** Makes the events of this run different from those of every other. */
  readonly prefix: string;
  readonly count: number;
  readonly connections: number;
  /** Events a second; absent: as fast as it goes. */
  readonly perSecond?: number;
}

export interface PostAnswer {
  readonly perSecond: number;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
  readonly accepted: number;
  readonly refused: number;
}

/** Meta's side, in a process of its own; every event is different and signed beforehand. */
answerTask<PostTask, PostAnswer>(async ({ url, appSecret, prefix, count, connections, perSecond }) => {
  const events = Array.from({ length: count }, (_, index) => benchEvent(prefix, index, appSecret));
  let next = 0;
  const result = await autocannon({
    url,
    connections,
    amount: count,
    ...(perSecond === undefined ? {} : { overallRate: perSecond }),
    requests: [
      {
        method: 'POST',
        setupRequest: (request) => {
          const event = events[next++ % count];
          return {
            ...request,
            body: event?.body ?? '',
            headers: { 'content-type': 'application/json', 'x-hub-signature-256': event?.signature ?? '' },
          };
        },
      },
    ],
  });
  const seconds = (result.finish.getTime() - result.start.getTime()) / 1000;
  return {
    perSecond: result['2xx'] / seconds,
    p50: result.latency.p50,
    p99: result.latency.p99,
    accepted: result['2xx'],
    refused: result.non2xx + result.errors,
  };
});
