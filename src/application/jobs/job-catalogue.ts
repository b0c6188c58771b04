import { z } from 'zod';

/** Queues of the board, each pausable by itself (product.md). */
export const QUEUES = [
  'intake-email',
  'intake-whatsapp',
  'intake-brief',
  'intake-formulier',
  'triage',
  'interne-taken',
  'uitgaand',
  'notificaties',
] as const;
export type QueueName = (typeof QUEUES)[number];

const messages = z.strictObject({ messages: z.array(z.uuid()).min(1).max(200) });

/** Retry policy: waits grow from `firstWaitMs` by doubling, with jitter, up to `longestWaitMs`. */
export interface RetryPolicy {
  readonly attempts: number;
  readonly firstWaitMs: number;
  readonly longestWaitMs: number;
}

/** About 24 hours in all: the outside may be down for a night. */
const PATIENT: RetryPolicy = { attempts: 36, firstWaitMs: 1_000, longestWaitMs: 3_600_000 };
/** About an hour: what cannot be fetched by then is gone. */
const BRISK: RetryPolicy = { attempts: 14, firstWaitMs: 1_000, longestWaitMs: 900_000 };

const job = <S extends z.ZodType>(queue: QueueName, schema: S, retry: RetryPolicy) => ({ queue, schema, retry });

/** Every job there is: its queue, its data (ids, never documents) and its retry policy. */
export const JOBS = {
  'register-email': job('intake-email', messages, PATIENT),
  'register-letter': job('intake-brief', messages, PATIENT),
  'register-form': job('intake-formulier', messages, PATIENT),
  'expand-payload': job('intake-whatsapp', z.strictObject({ payloads: z.array(z.uuid()).min(1).max(500) }), PATIENT),
  'finish-conversation': job('intake-whatsapp', z.strictObject({ conversation: z.uuid() }), PATIENT),
  'fetch-media': job('intake-whatsapp', z.strictObject({ message: z.uuid() }), BRISK),
  'retriage-taak': job('triage', z.strictObject({ taak: z.uuid() }), PATIENT),
  'notify-taak': job('interne-taken', z.strictObject({ taak: z.uuid() }), PATIENT),
  'watch-deadline': job(
    'interne-taken',
    z.strictObject({ taak: z.uuid(), moment: z.enum(['nadert', 'verstreken']) }),
    PATIENT,
  ),
  'send-mail': job('uitgaand', z.strictObject({ uitgaand: z.uuid() }), PATIENT),
} as const;
export type JobName = keyof typeof JOBS;
export type JobData<N extends JobName> = z.infer<(typeof JOBS)[N]['schema']>;
export const JOB_NAMES = Object.keys(JOBS) as JobName[];
