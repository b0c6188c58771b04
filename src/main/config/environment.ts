import { z } from 'zod';
import type { ConfigProblem } from './config-problem.ts';
import { readSmallFile } from './read-small-file.ts';

/** Bytes. */
const LARGEST_ADDRESS = 16 * 1024;

export const ROLES = ['http', 'email', 'whatsapp', 'letter', 'workers'] as const;
export type Role = (typeof ROLES)[number];

const url = (schemes: readonly string[]) =>
  z.string().refine((text) => schemes.some((scheme) => text.startsWith(`${scheme}://`)) && URL.canParse(text), {
    error: `geen geldig adres (${schemes.join('://, ')}://)`,
  });

const optional = <S extends z.ZodType>(schema: S) =>
  z.preprocess((value) => (value === '' ? undefined : value), schema.optional());

const environmentSchema = z.object({
  INTAKE_CONFIG: optional(z.string()),
  MONGODB_URI: optional(z.string().regex(/^mongodb(\+srv)?:\/\/.+/, { error: 'geen geldig adres (mongodb://)' })),
  REDIS_URL: optional(url(['redis', 'rediss', 'unix'])),
  MONGODB_URI_FILE: optional(z.string()),
  REDIS_URL_FILE: optional(z.string()),
  HOST: optional(z.string().regex(/^[0-9A-Za-z.:_-]+$/, { error: 'geen geldige hostnaam of IP-adres' })),
  PORT: optional(
    z.coerce
      .number({ error: 'geen getal' })
      .int({ error: 'geen geheel getal' })
      .min(0, { error: 'te klein' })
      .max(65535, { error: 'te groot' }),
  ),
  PUBLIC_URL: optional(url(['http', 'https'])),
  DATA_DIR: optional(z.string()),
  ROLES: optional(
    z.string().transform((text, context) => {
      const names = text.split(',').map((name) => name.trim());
      const unknown = names.filter((name) => !(ROLES as readonly string[]).includes(name));
      if (unknown.length > 0) context.addIssue({ code: 'custom', message: `onbekende rol: ${unknown.join(', ')}` });
      return names as Role[];
    }),
  ),
  LOG_LEVEL: optional(
    z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'], { error: 'onbekend niveau' }),
  ),
});

type Values = z.infer<typeof environmentSchema>;

const EXAMPLES: Readonly<Record<keyof Values, string>> = {
  INTAKE_CONFIG: './intake.yaml',
  MONGODB_URI: 'mongodb://127.0.0.1:27017/klantcontact-intake?replicaSet=rs0',
  REDIS_URL: 'redis://127.0.0.1:6379',
  MONGODB_URI_FILE: '/run/secrets/mongodb_uri',
  REDIS_URL_FILE: '/run/secrets/redis_url',
  HOST: '127.0.0.1',
  PORT: '8080',
  PUBLIC_URL: 'https://intake.voorbeeldstad.example',
  DATA_DIR: './data',
  ROLES: 'http,workers',
  LOG_LEVEL: 'info',
};

export interface Environment {
  readonly configPath?: string;
  readonly mongodbUri?: string;
  readonly redisUrl?: string;
  readonly host: string;
  /** 0 takes a free one. */
  readonly port: number;
  /** Absent: made of the address that the server turned out to have. */
  readonly publicUrl?: string;
  readonly dataDir: string;
  readonly roles: readonly Role[];
  readonly logLevel: string;
}

/**
 * An address may be named by the file it stands in (`MONGODB_URI_FILE`), since it holds a password: what stands in the
 * environment is passed on to every process. What is not to be read is a problem; a value of its own goes before a file.
 */
function readAddressFiles(variables: NodeJS.ProcessEnv, problems: ConfigProblem[]): NodeJS.ProcessEnv {
  const found: NodeJS.ProcessEnv = {};
  for (const key of ['MONGODB_URI', 'REDIS_URL'] as const) {
    const path = variables[`${key}_FILE`];
    if (path === undefined || path === '' || variables[key]) continue;
    const file = readSmallFile(path, LARGEST_ADDRESS);
    const address = 'text' in file ? file.text.trim() : '';
    if (address !== '') found[key] = address;
    else {
      const wrong = `het bestand ${path} is niet te lezen (${'refused' in file ? file.refused : 'leeg'})`;
      problems.push({ key: `${key}_FILE`, wrong, example: EXAMPLES[`${key}_FILE`] });
    }
  }
  return found;
}

/** The environment as the program uses it, and everything that is wrong with it. */
export function readEnvironment(variables: NodeJS.ProcessEnv): { environment: Environment; problems: ConfigProblem[] } {
  const problems: ConfigProblem[] = [];
  const given = { ...variables, ...readAddressFiles(variables, problems) };
  // Key by key, so that a wrong one does not hide what the others point at (the configuration file, above all).
  const valueOf = <K extends keyof Values>(key: K): Values[K] => {
    const parsed = environmentSchema.shape[key].safeParse(given[key]);
    if (parsed.success) return parsed.data as Values[K];
    const wrong = parsed.error.issues.map(({ message }) => message).join('; ');
    problems.push({ key, wrong, example: EXAMPLES[key] });
    return undefined;
  };
  const values = Object.fromEntries(
    Object.keys(environmentSchema.shape).map((key) => [key, valueOf(key as keyof Values)]),
  ) as Values;
  return {
    problems,
    environment: {
      ...(values.INTAKE_CONFIG === undefined ? {} : { configPath: values.INTAKE_CONFIG }),
      ...(values.MONGODB_URI === undefined ? {} : { mongodbUri: values.MONGODB_URI }),
      ...(values.REDIS_URL === undefined ? {} : { redisUrl: values.REDIS_URL }),
      host: values.HOST ?? '127.0.0.1',
      port: values.PORT ?? 8080,
      ...(values.PUBLIC_URL === undefined ? {} : { publicUrl: values.PUBLIC_URL.replace(/\/+$/, '') }),
      dataDir: values.DATA_DIR ?? './data',
      roles: values.ROLES ?? ROLES,
      logLevel: values.LOG_LEVEL ?? 'info',
    },
  };
}
