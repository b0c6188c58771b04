import { load, type Act } from './attempt.ts';
import type { Targets } from './targets.ts';

/** Where Node has it. */
const PIPE = 3;
const SYSTEM = ['/etc/passwd', '/etc/hostname', '/proc/self/environ', '/proc/self/maps', '/proc/1/environ'];

/** Whatever concerns files. */
export function fileAttempts({ files, folder, newFile, pid }: Targets): Record<string, Act> {
  const secrets = [...files, ...SYSTEM, `/proc/${pid}/environ`, `/proc/${pid}/mem`];
  const reading = secrets.flatMap((file): [string, Act][] => [
    [`read ${file}`, async () => (await load('fs')).readFileSync(file, 'utf8')],
    [`read ${file} with promises`, async () => (await load('node:fs/promises')).readFile(file, 'utf8')],
    [`open ${file}`, async () => (await load('fs')).openSync(file)],
    [`load ${file} as environment`, () => (process.loadEnvFile(file), true)],
    [`import ${file}`, async () => load(file)],
    [`read ${file} as a database`, async () => new (await load('node:sqlite')).DatabaseSync(file, { readOnly: true })],
  ]);
  return {
    ...Object.fromEntries(reading),
    'list the folder': async () => (await load('fs')).readdirSync(folder).length,
    'list the root': async () => (await load('fs')).readdirSync('/').length,
    'see that the folder is there': async () => (await load('fs')).existsSync(folder) || undefined,
    'list open files': async () => (await load('fs')).readdirSync('/proc/self/fd').length,
    'watch the folder': async () => (await load('fs')).watch(folder),
    'write a file': async () => ((await load('fs')).writeFileSync(`${newFile}-file`, 'x'), true),
    'write into the pipe to the program': async () => (await load('fs')).writeSync(PIPE, Buffer.of()),
    'write a file of the pipe to the program': async () => ((await load('fs')).appendFileSync(PIPE, ''), true),
    'make a folder': async () => ((await load('fs')).mkdirSync(`${newFile}-folder`), true),
    'make a link': async () => ((await load('fs')).symlinkSync('/etc', `${newFile}-link`), true),
    'remove a file': async () => ((await load('fs')).rmSync(files[0]), true),
    'make a database': async () => new (await load('node:sqlite')).DatabaseSync(`${newFile}-database`),
    'make a folder of compiled code': async () =>
      (await load('module')).enableCompileCache(`${newFile}-code`).directory,
    'write a report': () => process.report.writeReport(`${newFile}-report`),
    'write a heap snapshot': async () => (await load('v8')).writeHeapSnapshot(`${newFile}-snapshot`),
    'go to another folder': () => (process.chdir(folder), true),
  };
}
