import { createHash, randomUUID } from 'node:crypto';
import { deterministicUuid } from '#domain/identity/deterministic-uuid.ts';
import type { AcceptMessages } from '#application/accept-messages.ts';
import type { RegisterMessages } from '#application/register-messages.ts';
import type { IntakeBound } from '#application/intake-bound.ts';
import { REGISTER_JOB } from '#application/jobs/register-job.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { FormFault, FormIntake, FormKanaal, FormOutcome, FormSubmission } from '#application/ports/form-intake.ts';
import type { JobQueue } from '#application/ports/job-queue.ts';
import type { MessageStore, NewMessage } from '#application/ports/message-store.ts';
import type { FormEnvelope } from './form.envelope.ts';
import { bronOf, contentSha256, formKey, isKeyOf } from './form.message-key.ts';
import { parseForm } from './form.parse.ts';
import { toOutcome } from './form.outcome.ts';
import { verifyForm } from './form.verify.ts';

export interface FormIntakeDeps {
  readonly acceptMessages: AcceptMessages;
  readonly registerMessages: RegisterMessages;
  readonly messages: Pick<MessageStore, 'find'>;
  readonly jobs: Pick<JobQueue, 'waitFor'>;
  readonly clock: Clock;
  readonly kanalen: readonly FormKanaal[];
  readonly afdelingen: readonly string[];
  readonly medewerkers: readonly string[];
  readonly maxBodyBytes: number;
  /** Without it every form is taken in. */
  readonly bound?: IntakeBound;
  /** How long a sender waits for its numbers before it gets `pending`. */
  readonly deadlineMs?: number;
}

/** A form is checked before it is accepted: whoever filled it in is still there and can mend it. */
export function createFormIntake(deps: FormIntakeDeps): FormIntake {
  const { messages, jobs, clock, deadlineMs = 10_000 } = deps;
  const afdelingen = new Set(deps.afdelingen);
  const medewerkers = new Set(deps.medewerkers);

  return {
    kanalen: deps.kanalen,
    maxBodyBytes: deps.maxBodyBytes,
    async receive(submission) {
      const { kanaal, van } = submission;
      const ingelogd = van.soort === 'scherm' ? van.medewerker : undefined;
      const parsed = parseForm(submission.raw);
      const references = parsed.ok ? parsed.form : parsed.references;
      const around = { kanaal, afdelingen, medewerkers, ingelogd, now: clock.now() };
      const unknown = references === undefined ? [] : verifyForm(references, around);
      if (!parsed.ok) return { kind: 'refused', faults: joinFaults(parsed.faults, unknown) };
      if (unknown.length > 0) return { kind: 'refused', faults: unknown };
      const { medewerker } = parsed.form;
      if (van.soort === 'programma' && medewerker !== undefined && !van.mayName(medewerker))
        return { kind: 'not-allowed' };
      const inzendingId = parsed.form.inzendingId ?? submission.idempotencyKey ?? randomUUID();
      const message = toMessage(submission, inzendingId, contentSha256(parsed.contents), clock.now());
      if ((await deps.bound?.room()) === 0 && !(await isKnown(message.uuid))) return { kind: 'full' };
      const [accepted] = await deps.acceptMessages([message]);
      deps.bound?.add(1);
      if (accepted?.isNew === false && !(await isSame(message))) return { kind: 'conflict' };
      return awaitOutcome(message.uuid);
    },
    async find(message, naam) {
      const [stored] = await messages.find([message], { raw: false });
      const isTheirs = stored?.channel === 'form' && isKeyOf(stored.key, { soort: 'programma', naam });
      return isTheirs ? toOutcome(stored) : undefined;
    },
  };

  /** Who asks again for what was accepted gets its answer, however busy it is. */
  async function isKnown(uuid: string): Promise<boolean> {
    return (await messages.find([uuid], { raw: false })).length > 0;
  }

  async function isSame({ uuid, envelope }: NewMessage): Promise<boolean> {
    const [known] = await messages.find([uuid], { raw: false });
    return known?.envelope['contentSha256'] === envelope['contentSha256'];
  }

  async function awaitOutcome(uuid: string): Promise<FormOutcome> {
    const [stored] = await messages.find([uuid], { raw: false });
    if (stored === undefined || stored.state !== 'open') return toOutcome(stored, uuid);
    const deadline = Date.now() + deadlineMs;
    await jobs.waitFor(REGISTER_JOB.form, stored.jobId ?? uuid, deadlineMs);
    const [after] = await messages.find([uuid], { raw: false });
    if (after?.state !== 'open' || Date.now() >= deadline) return toOutcome(after, uuid);
    // No job could tell us (Redis is away or was emptied): the work is the same without one, and safe to do twice.
    await deps.registerMessages('form', [uuid]).catch(() => undefined);
    const [last] = await messages.find([uuid], { raw: false });
    return toOutcome(last, uuid);
  }
}

/** One fault per field: what is wrong with its form comes before what it refers to. */
const joinFaults = (faults: readonly FormFault[], more: readonly FormFault[]) => [
  ...faults,
  ...more.filter(({ name }) => !faults.some((fault) => fault.name === name)),
];

function toMessage(submission: FormSubmission, inzendingId: string, content: string, now: Date): NewMessage {
  const { kanaal, van, raw } = submission;
  const key = formKey(kanaal, van, inzendingId);
  const envelope: FormEnvelope = {
    kanaal,
    ...(van.soort === 'scherm' ? { medewerker: van.medewerker } : { via: van.naam }),
    contentSha256: content,
  };
  return {
    uuid: deterministicUuid(key, 'message'),
    key,
    channel: 'form',
    receivedAt: now,
    envelope,
    location: `formulier/${kanaal}/${bronOf(van)}/${inzendingId}`,
    aliases: [inzendingId],
    mediaType: 'application/json',
    sha256: createHash('sha256').update(raw).digest('hex'),
    raw,
  };
}
