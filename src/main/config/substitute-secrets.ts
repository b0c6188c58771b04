import type { ConfigProblem } from './config-problem.ts';
import { readSmallFile } from './read-small-file.ts';

/** Bytes of a file with a secret: a chain of certificates is some tens of thousands. */
const LARGEST_SECRET = 256 * 1024;
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
    const found = file === undefined ? { text: variables[name] ?? '' } : readSmallFile(name, LARGEST_SECRET);
    const secret = 'text' in found ? (file === undefined ? found.text : found.text.replace(/\r?\n$/, '')) : '';
    if (secret !== '') return secret;
    const why = 'refused' in found ? found.refused : 'leeg';
    const wrong =
      file === undefined
        ? `de omgevingsvariabele ${name} is leeg of ontbreekt`
        : `het bestand ${name} is niet te lezen (${why})`;
    problems.push({
      // A file that is nothing but a reference has no key.
      key: key === '' ? 'INTAKE_CONFIG' : key,
      wrong,
      example: file === undefined ? `${name}=... in de omgeving` : '${file:/run/secrets/naam}',
    });
    // The reference itself stays, so that the check of its length or form does not add a second complaint.
    return whole;
  });
}
