import { defect, type Failure } from '#domain/failure/failure.ts';

/** BullMQ looks at the name of what is thrown: with this one the job gets no further attempt. */
const FINAL = 'UnrecoverableError';

/**
 * The board shows this error to operators: code and kind, with the failure itself kept for our own listener. A final
 * one ends the job whatever attempts are left.
 */
export class BoardError extends Error {
  readonly failure: Failure;

  constructor(failure: Failure, isFinal: boolean) {
    super(headline(failure));
    this.name = isFinal ? FINAL : 'BoardError';
    this.failure = failure;
    this.stack = `${this.message}\n${(failure.stack ?? '')
      .split('\n')
      .filter((line) => line.startsWith('    at '))
      .join('\n')}`;
  }
}

export const failureOf = (thrown: Error): Failure =>
  thrown instanceof BoardError ? thrown.failure : defect(thrown.message.slice(0, 80), 'The job was refused');

/** How many of the kept traces of a job's attempts end in a defect. */
export const countDefects = (traces: readonly string[] | null | undefined): number =>
  (traces ?? []).filter((trace) => trace.split('\n', 1)[0]?.endsWith('(defect)')).length;

const headline = ({ code, kind }: Failure) => `${code} (${kind})`;
