import { readEnvironment, type Environment } from '../config/environment.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { findFreePort } from '#infrastructure/network/free-port.ts';

/** Never the data of a real installation: a folder, a database and a key prefix of the demo's own. */
const DEFAULTS = { DATA_DIR: './data/demo', LOG_LEVEL: 'error' } as const;
const DATABASE = 'klantcontact-intake-demo';

/**
 * The environment of the demo. A port that is taken is replaced by a free one, which is reported. Throws
 * ConfigProblems.
 */
export async function demoEnvironment(
  variables: NodeJS.ProcessEnv,
  report: (line: string) => void,
): Promise<Environment> {
  const { INTAKE_CONFIG: _ofAnother, ...rest } = variables;
  const { environment, problems } = readEnvironment({ ...DEFAULTS, ...withoutEmpty(rest) });
  if (problems.length > 0) throw new ConfigProblems(problems);
  const port = await findFreePort(environment.port === 0 ? undefined : environment.port);
  if (environment.port !== 0 && port !== environment.port) {
    report(`Poort ${environment.port} is bezet; de demo neemt poort ${port}.`);
  }
  const { mongodbUri } = environment;
  return { ...environment, port, ...(mongodbUri === undefined ? {} : { mongodbUri: ownDatabase(mongodbUri) }) };
}

const withoutEmpty = (variables: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));

/** An address that names a database is taken as it is; one that does not gets the demo's. */
export function ownDatabase(uri: string): string {
  const [, server = uri, database = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  return database === '' ? `${server}/${DATABASE}${query}` : uri;
}
