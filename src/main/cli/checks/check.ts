import { toFailure } from '#domain/failure/failure.ts';
import { explainFailure } from '../explain-failure.ts';

/** One line of `check`. `let op` works but deserves attention; only `fout` makes the command fail. */
export interface CheckResult {
  readonly naam: string;
  readonly oordeel: 'ok' | 'let op' | 'fout';
  readonly wat: string;
  readonly herstel?: string;
}

export interface Check {
  readonly naam: string;
  run(): Promise<Omit<CheckResult, 'naam'>>;
}

export async function runCheck({ naam, run }: Check): Promise<CheckResult> {
  try {
    return { naam, ...(await run()) };
  } catch (thrown) {
    return { naam, oordeel: 'fout', ...explainFailure(toFailure(thrown)) };
  }
}
