import { readEnvironment, type Environment } from '../config/environment.ts';
import { ConfigProblems } from '../config/config-problem.ts';
import { findFreePort } from '#infrastructure/network/free-port.ts';

/** Never the data of a real installation: a folder, a database and a key prefix of the demo's own. */
const DEFAULTS = { DATA_DIR: './data/demo', LOG_LEVEL: 'error' } as const;
const DATABASE = 'klantcontact-intake-demo';

/** The environment of the demo. Throws ConfigProblems. */
export function demoEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const { INTAKE_CONFIG: _ofAnother, ...rest } = variables;
  const { environment, problems } = readEnvironment({ ...DEFAULTS, ...withoutEmpty(rest) });
  if (problems.length > 0) throw new ConfigProblems(problems);
  const { mongodbUri } = environment;
  return mongodbUri === undefined ? environment : { ...environment, mongodbUri: ownDatabase(mongodbUri) };
}

/** A port that is taken is replaced by a free one, which is reported. */
export async function withFreePort(environment: Environment, report: (line: string) => void): Promise<Environment> {
  const { port: wished } = environment;
  const port = await findFreePort(wished === 0 ? undefined : wished);
  if (wished !== 0 && port !== wished) report(`Poort ${wished} is bezet; de demo neemt poort ${port}.`);
  return { ...environment, port };
}

const withoutEmpty = (variables: NodeJS.ProcessEnv) =>
  Object.fromEntries(Object.entries(variables).filter(([, value]) => value !== ''));

/** An address that names a database is taken as it is; one that does not gets the demo's. */
export function ownDatabase(uri: string): string {
  const [, server = uri, database = '', query = ''] =
    /^(mongodb(?:\+srv)?:\/\/[^/?]+)\/?([^?]*)(\?.*)?$/.exec(uri) ?? [];
  return database === '' ? `${server}/${DATABASE}${query}` : uri;
}
