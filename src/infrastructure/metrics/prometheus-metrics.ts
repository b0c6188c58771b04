import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { CircuitStatus } from '#application/ports/circuit-breaker.ts';
import type { ParkedCount } from '#application/ports/parked-store.ts';
import type { Metrics } from '#application/ports/metrics.ts';
import type { WaitingCount } from '#application/ports/waiting-count.ts';

/** Numbers that are looked up at the moment of a scrape. */
export interface MetricSources {
  /** Jobs that are not running, per queue. */
  readonly waiting: () => Promise<Readonly<Record<string, WaitingCount>>>;
  /** Accepted messages, per state. */
  readonly messages: () => Promise<Readonly<Record<string, number>>>;
  readonly circuits: () => Promise<readonly CircuitStatus[]>;
}

export interface PrometheusMetrics extends Metrics {
  readonly contentType: string;
  /** `route` is the pattern, never the address that was asked for. */
  answered(method: string, route: string, status: number, seconds: number): void;
  /** A request with a token that is none of ours, or of one that asked too often. */
  tokenRefused(reason: 'unknown' | 'over-budget'): void;
  /** One request or attempt that was turned away; both are codes of ours. */
  refused(event: string, code: string): void;
  /** Looked up on each scrape; one that fails leaves its numbers out and counts an error. */
  observe(sources: MetricSources): void;
  /** Messages that wait for a person, per channel; looked up on each scrape. */
  observeParked(look: () => Promise<readonly ParkedCount[]>): void;
  render(): Promise<string>;
  /** Stops the process's own measurements. */
  close(): void;
}

/** From a web form that is waited for to a mail after a night of outage. */
const REGISTERED_BUCKETS = [0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60, 300, 3_600, 86_400];
const CIRCUIT_NUMBERS = { closed: 0, 'half-open': 1, open: 2 } as const;
const ANSWER_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

export function createPrometheusMetrics(): PrometheusMetrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const counter = <L extends string>(name: string, help: string, labelNames: L[]) =>
    new Counter({ name, help, labelNames, registers: [registry] });
  const accepted = counter('intake_messages_accepted_total', 'Messages made durable', ['channel']);
  const repeated = counter('intake_messages_repeated_total', 'Messages that were accepted before', ['channel']);
  const parked = counter('intake_messages_parked_total', 'Messages taken aside for a person', ['channel', 'code']);
  const aside = counter('intake_messages_aside_total', 'Messages deliberately not registered', ['channel', 'code']);
  const ignored = counter('intake_messages_ignored_total', 'Parts of deliveries that are no message', [
    'channel',
    'code',
  ]);
  const scanned = counter('intake_documents_scanned_total', 'Documents by what the virus scanner said', ['result']);
  const failed = counter('intake_job_failures_total', 'Attempts of jobs that failed', ['job', 'kind', 'code']);
  const refusedTokens = counter('intake_tokens_refused_total', 'Requests whose token was refused', ['reason']);
  const refused = counter('intake_refused_total', 'What was turned away before anything was done with it', [
    'event',
    'code',
  ]);
  const scrapeErrors = counter('intake_scrape_errors_total', 'Numbers that could not be looked up', ['source']);
  const registered = new Histogram({
    name: 'intake_registered_seconds',
    help: 'From receipt of a message to its klantcontact',
    labelNames: ['channel'],
    buckets: REGISTERED_BUCKETS,
    registers: [registry],
  });
  const answers = new Histogram({
    name: 'intake_http_request_seconds',
    help: 'Answering a request',
    labelNames: ['method', 'route', 'status'],
    buckets: ANSWER_BUCKETS,
    registers: [registry],
  });

  return {
    contentType: registry.contentType,
    accepted: (channel, count, duplicates) => {
      accepted.inc({ channel }, count);
      repeated.inc({ channel }, duplicates);
    },
    registered: (channel, seconds) => {
      registered.observe({ channel }, seconds);
    },
    parked: (channel, code) => {
      parked.inc({ channel, code });
    },
    setAside: (channel, code) => {
      aside.inc({ channel, code });
    },
    scanned: (result) => {
      scanned.inc({ result });
    },
    failed: (job, kind, code) => {
      failed.inc({ job, kind, code });
    },
    ignored: (channel, code, count) => {
      ignored.inc({ channel, code }, count);
    },
    answered: (method, route, status, seconds) => {
      answers.observe({ method, route, status: String(status) }, seconds);
    },
    tokenRefused: (reason) => {
      refusedTokens.inc({ reason });
    },
    refused: (event, code) => {
      refused.inc({ event, code });
    },
    observe: ({ waiting, messages, circuits }) => {
      const perQueue = (number: (count: WaitingCount) => number) => async () =>
        Object.fromEntries(Object.entries(await waiting()).map(([queue, count]) => [queue, number(count)]));
      const due = perQueue((count) => count.waiting);
      gauge('intake_queue_waiting', 'Jobs that wait for a worker', 'queue', due);
      const planned = perQueue((count) => count.planned);
      gauge('intake_queue_planned', 'Jobs for a later moment', 'queue', planned);
      gauge('intake_messages', 'Accepted messages by state; `open` ones are not finished', 'state', messages);
      const perSystem = (number: (status: CircuitStatus) => number) => async () =>
        Object.fromEntries((await circuits()).map((status) => [status.system, number(status)]));
      const state = perSystem((status) => CIRCUIT_NUMBERS[status.state]);
      gauge('intake_circuit_state', 'Systems outside: 0 closed, 1 half-open, 2 open', 'system', state);
      const since = perSystem((status) => status.since.getTime() / 1_000);
      gauge('intake_circuit_since_seconds', 'Moment since which, as Unix time', 'system', since);
    },
    observeParked: (look) => {
      const perChannel = (number: (count: ParkedCount) => number) => async () =>
        Object.fromEntries((await look()).map((count) => [count.channel, number(count)]));
      const count = perChannel((one) => one.count);
      gauge('intake_parked', 'Messages that wait for a person', 'channel', count);
      const age = perChannel(({ oldest }) => Math.max(0, (Date.now() - oldest.getTime()) / 1_000));
      gauge('intake_parked_oldest_age_seconds', 'How long the oldest of them waits', 'channel', age);
    },
    render: () => registry.metrics(),
    close: () => {
      registry.clear();
    },
  };

  function gauge(name: string, help: string, label: string, look: () => Promise<Readonly<Record<string, number>>>) {
    const numbers: Gauge = new Gauge({
      name,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        this.reset();
        try {
          for (const [value, count] of Object.entries(await look())) this.set({ [label]: value }, count);
        } catch {
          scrapeErrors.inc({ source: label });
        }
      },
    });
    return numbers;
  }
}
