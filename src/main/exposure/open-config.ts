import { parseYaml } from '../config/parse-yaml.ts';
import { readSmallFile } from '../config/read-small-file.ts';
import { ANYBODY, mayAnybody, type Exposure } from './exposure.ts';

const LARGEST_FILE = 512 * 1024;
const SECRET_KEY = /^(password|wachtwoord|accessToken|appSecret|verifyToken)$/;
const REFERENCE = /\$\{(file:)?([^}]+)\}/g;
/** Where containers get their secrets, each its own: modes say nothing there. */
const CONTAINER_SECRETS = '/run/secrets/';

/** The configuration and the files with secrets that it names, when anybody on this machine can read or change them. */
export function findOpenConfig(path: string): Exposure[] {
  const file = readSmallFile(path, LARGEST_FILE);
  const text = 'text' in file ? file.text : '';
  return [
    ...openFile('configuratie', path, holdsSecrets(text)),
    ...filesNamedIn(text).flatMap((one) => openFile('geheim', one, true)),
  ];
}

function openFile(naam: string, path: string, isSecret: boolean): Exposure[] {
  const acts = [
    ...(mayAnybody(path, ANYBODY.reads) ? ['lezen'] : []),
    ...(mayAnybody(path, ANYBODY.writes) ? ['wijzigen'] : []),
  ];
  if (acts.length === 0) return [];
  const wat = `${path} kunnen anderen op deze machine ${acts.join(' en ')}${isSecret ? ', en er staan geheimen in' : ''}`;
  return [{ naam, wat, herstel: `chmod o-rwx ${path}` }];
}

function filesNamedIn(text: string): string[] {
  const named = [...text.matchAll(REFERENCE)].filter(([, file]) => file !== undefined).map(([, , path = '']) => path);
  return [...new Set(named)].filter((path) => !path.startsWith(CONTAINER_SECRETS));
}

/** Whether a secret stands in the text itself, rather than a reference to one. */
function holdsSecrets(text: string): boolean {
  const parsed = parseYaml(text, '');
  return 'value' in parsed && hasSecret(parsed.value);
}

function hasSecret(value: unknown): boolean {
  if (value === null || typeof value !== 'object') return false;
  return Object.entries(value).some(([key, item]) =>
    typeof item === 'string' ? SECRET_KEY.test(key) && !item.startsWith('${') : hasSecret(item),
  );
}
