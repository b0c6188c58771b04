import { runProgram } from './run-program.ts';

/** The first version number that the program prints for `--version`, such as `8.0.4` or `0.5.3-beta.165`. */
export async function versionOf(binary: string): Promise<string> {
  const output = await runProgram(binary, ['--version']);
  return /\d+\.\d+\.\d+[\w.-]*/.exec(output)?.[0] ?? 'onbekende versie';
}

/** Throws when the major and minor number are below the oldest that the queues or the storage can work with. */
export function requireAtLeast(version: string, oldest: readonly [major: number, minor: number]): void {
  const [major = 0, minor = 0] = version.split('.').map((part) => Number.parseInt(part, 10));
  if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return;
  throw new Error(`versie ${version} is te oud, ${oldest.join('.')} of nieuwer is nodig`);
}
