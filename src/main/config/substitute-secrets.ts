import { readFileSync } from 'node:fs';
import type { ConfigProblem } from './config-problem.ts';

const REFERENCE = /\$\{(file:)?([^}]+)\}/g;

/**
 * The configuration with `${NAME}` replaced by the environment's value and `${file:PATH}` by the contents of a file
 * (without its last newline). A reference to nothing is a problem at its own key; no value is ever shown.
 */
export function substituteSecrets(
  value: unknown,
  variables: NodeJS.ProcessEnv,
  problems: ConfigProblem[],
  key = '',
): unknown {
  if (typeof value === 'string') return substituteText(value, variables, problems, key);
  if (Array.isArray(value)) {
    return value.map((item, index) => substituteSecrets(item, variables, problems, `${key}[${index}]`));
  }
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      substituteSecrets(item, variables, problems, key === '' ? name : `${key}.${name}`),
    ]),
  );
}

function substituteText(text: string, variables: NodeJS.ProcessEnv, problems: ConfigProblem[], key: string): string {
  return text.replace(REFERENCE, (whole, file: string | undefined, name: string) => {
    const found = file === undefined ? variables[name] : readSecret(name);
    if (found !== undefined && found !== '') return found;
    const wrong =
      file === undefined
        ? `de omgevingsvariabele ${name} is leeg of ontbreekt`
        : `het bestand ${name} is niet te lezen`;
    problems.push({
      key,
      wrong,
      example: file === undefined ? `${name}=... in de omgeving` : '${file:/run/secrets/naam}',
    });
    // The reference itself stays, so that the check of its length or form does not add a second complaint.
    return whole;
  });
}

function readSecret(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8').replace(/\r?\n$/, '');
  } catch {
    return undefined;
  }
}
