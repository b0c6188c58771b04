import { lockDataDir } from '#infrastructure/embedded/data-dir-lock.ts';

/** A program that tries for the folder of its first argument, says `held` or `refused`, and stays until it is killed. */
function attempt(dataDir: string): 'held' | 'refused' {
  try {
    lockDataDir(dataDir);
    return 'held';
  } catch {
    return 'refused';
  }
}

process.stdout.write(`${attempt(process.argv[2] ?? '')}\n`);
setInterval(() => {}, 60_000);
