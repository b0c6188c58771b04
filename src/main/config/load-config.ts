import { auditSchema, type AuditConfig } from './audit.schema.ts';
import { checkKanalen, checkReferences } from './check-references.ts';
import { configReferencesSchema } from './config-references.ts';
import { intakeConfigSchema, type IntakeConfig } from './config.schema.ts';
import { ConfigProblems, type ConfigProblem } from './config-problem.ts';
import { readEnvironment, type Environment } from './environment.ts';
import { parseYaml } from './parse-yaml.ts';
import { problemsOfIssue } from './problem-of-issue.ts';
import { readSmallFile } from './read-small-file.ts';
import { substituteSecrets } from './substitute-secrets.ts';

export interface Configuration {
  readonly environment: Environment;
  readonly config: IntakeConfig;
}

/** Bytes; a thousand accounts take a third of this. */
const LARGEST_FILE = 512 * 1024;

/** Reads and validates everything at once. Throws ConfigProblems with every problem there is. */
export function loadConfig(variables: NodeJS.ProcessEnv): Configuration {
  const { environment, problems } = readEnvironment(variables);
  const raw = readYaml(environment.configPath, problems);
  const config = raw === undefined ? undefined : validateConfig(raw, variables, problems);
  if (problems.length > 0 || config === undefined) throw new ConfigProblems(problems);
  return { environment, config };
}

/**
 * The part of the configuration that proves the audit log, and no other: an operator who asks whether it is whole need
 * not have the secrets of every channel. Undefined without a configuration or without this part. Throws ConfigProblems.
 */
export function loadAuditConfig(variables: NodeJS.ProcessEnv): AuditConfig | undefined {
  const { environment, problems } = readEnvironment(variables);
  const raw = environment.configPath === undefined ? undefined : readYaml(environment.configPath, problems);
  const part = (raw as { audit?: unknown } | null | undefined)?.audit;
  const filled = substituteSecrets(part, variables, problems, 'audit');
  const parsed = auditSchema.optional().safeParse(filled, { reportInput: true });
  problems.push(...(parsed.error?.issues ?? []).flatMap((issue) => problemsOfIssue(issue, 'audit.')));
  if (problems.length > 0 || !parsed.success) throw new ConfigProblems(problems);
  return parsed.data;
}

/** Validates a configuration that is there as a value already (the demo, tests). */
export function parseConfig(raw: unknown, variables: NodeJS.ProcessEnv = {}): IntakeConfig {
  const problems: ConfigProblem[] = [];
  const config = validateConfig(raw, variables, problems);
  if (config === undefined || problems.length > 0) throw new ConfigProblems(problems);
  return config;
}

function validateConfig(
  raw: unknown,
  variables: NodeJS.ProcessEnv,
  problems: ConfigProblem[],
): IntakeConfig | undefined {
  const filled = substituteSecrets(raw, variables, problems);
  const parsed = intakeConfigSchema.safeParse(filled, { reportInput: true });
  problems.push(...(parsed.error?.issues ?? []).flatMap((issue) => problemsOfIssue(issue)));
  problems.push(...checkReferences(parsed.data ?? configReferencesSchema.parse(filled)));
  if (!parsed.success) return undefined;
  problems.push(...checkKanalen(parsed.data));
  return parsed.data;
}

function readYaml(path: string | undefined, problems: ConfigProblem[]): unknown {
  const complain = (wrong: string) => {
    problems.push({ key: 'INTAKE_CONFIG', wrong, example: 'INTAKE_CONFIG=./intake.yaml' });
    return undefined;
  };
  if (path === undefined) return complain('er is geen configuratie opgegeven; voor een proef: npm run demo');
  const file = readSmallFile(path, LARGEST_FILE);
  if ('refused' in file) return complain(`het bestand ${path} is niet te lezen (${file.refused})`);
  const parsed = parseYaml(file.text, path);
  if ('value' in parsed) return parsed.value;
  for (const fault of parsed.faults) complain(fault);
  return undefined;
}
