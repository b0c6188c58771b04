/**
 * What must happen next when something fails. The kind, not the text, decides.
 *
 * - `transient`      the outside did not co-operate: try again later with back-off; the source stays untouched.
 * - `unprocessable`  this message can never be read as it is: park it, and a person gets a task.
 * - `rejected`       not authentic or not allowed: nothing is stored.
 * - `defect`         ours: retried like a transient one, then parked, and operators are warned.
 */
export type FailureKind = 'transient' | 'unprocessable' | 'rejected' | 'defect';

/** Counts, codes and ids only: an error never holds a name, an address or message text. */
export type FailureFacts = Readonly<Record<string, string | number | boolean>>;

/** The one error family of the house. `code` is its identity (kebab-case, stable), `message` is for operators. */
export class Failure extends Error {
  readonly kind: FailureKind;
  readonly code: string;
  readonly facts: FailureFacts;

  constructor(
    kind: FailureKind,
    code: string,
    message: string,
    options: { facts?: FailureFacts; cause?: unknown } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.name = 'Failure';
    this.kind = kind;
    this.code = code;
    this.facts = options.facts ?? {};
  }
}

type FailureOptions = { facts?: FailureFacts; cause?: unknown };

export const transient = (code: string, message: string, options?: FailureOptions) =>
  new Failure('transient', code, message, options);
export const unprocessable = (code: string, message: string, options?: FailureOptions) =>
  new Failure('unprocessable', code, message, options);
export const rejected = (code: string, message: string, options?: FailureOptions) =>
  new Failure('rejected', code, message, options);
export const defect = (code: string, message: string, options?: FailureOptions) =>
  new Failure('defect', code, message, options);

/** Anything thrown, as a Failure: what is not one of ours is a defect. */
export function toFailure(thrown: unknown): Failure {
  if (thrown instanceof Failure) return thrown;
  const name = thrown instanceof Error ? thrown.name : typeof thrown;
  return defect('unexpected', `Unexpected ${name}`, { cause: thrown });
}
