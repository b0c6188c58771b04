import { toVisibleLine } from '#domain/text/visible-text.ts';

/** One thing that is wrong with the configuration: which key, what is wrong, and what would be right. */
export interface ConfigProblem {
  readonly key: string;
  readonly wrong: string;
  readonly example: string;
}

/** Exit code for bad configuration (sysexits.h EX_CONFIG). */
export const EXIT_CONFIG = 78;

/** All problems of one start, so that they can be mended in one go. */
export class ConfigProblems extends Error {
  readonly problems: readonly ConfigProblem[];
  constructor(problems: readonly ConfigProblem[]) {
    super(problems.map(describeProblem).join('\n'));
    this.name = 'ConfigProblems';
    this.problems = problems;
  }
}

/** On one line, whatever stands in the keys; a key of pages is cut. */
export function describeProblem({ key, wrong, example }: ConfigProblem): string {
  return toVisibleLine(`${short(key)}: ${short(wrong)} (voorbeeld: ${example})`);
}

const LONGEST = 500;
const short = (text: string) => (text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`);
