import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { transient } from '#domain/failure/failure.ts';
import { claimDataDir, closeWhatWasOpen, notWritable } from './private-data-dir.ts';

/** What the holder tells about itself; `instance.json` in the data folder. The URLs are there once its servers are up. */
export type Instance = { pid: number; startedAt: string; mongodbUri?: string; redisUrl?: string };

export type DataDirLock = { describe(facts: Partial<Instance>): void; release(): void };

/** A database object that nobody holds is collected, and its lock goes with it: a lock lasts until it is released. */
const heldLocks = new Set<DatabaseSync>();

const instanceFile = (dataDir: string) => join(dataDir, 'instance.json');

/**
 * Makes the data folder this account's alone (said when others could enter it), and takes it for this process alone.
 * Throws `data-dir-in-use` and `data-dir-not-writable` (transient), and `data-dir-not-ours` (rejected).
 *
 * The lock is an SQLite exclusive transaction on an empty file: a lock of the operating system, granted to one process
 * at a time without a race, and gone with its process however that ends. So a lock can never be stale, which a file
 * with a pid in it can (kill -9, a reused pid, two processes that clean it up at once).
 */
export function lockDataDir(dataDir: string, report: (line: string) => void = () => undefined): DataDirLock {
  const privacy = claimDataDir(dataDir);
  const database = openLockFile(dataDir);
  try {
    database.exec('PRAGMA journal_mode = OFF; BEGIN EXCLUSIVE');
  } catch (cause) {
    database.close();
    const holder = readInstance(dataDir);
    const who = holder ? ` (proces ${holder.pid}, gestart ${holder.startedAt})` : '';
    throw transient(
      'data-dir-in-use',
      `De gegevensmap ${dataDir} is al in gebruik door een ander exemplaar${who}. Stop dat eerst, of kies een andere map met DATA_DIR.`,
      { facts: { pid: holder?.pid ?? 0 }, cause },
    );
  }
  heldLocks.add(database);
  if (privacy === 'tightened') closeWhatWasOpen(dataDir, report);
  let instance: Instance = { pid: process.pid, startedAt: new Date().toISOString() };
  const describe = (facts: Partial<Instance>) => {
    instance = { ...instance, ...facts };
    // Of our own servers: where the key and the socket lie. One with an address of its own may have a password in it.
    writeFileSync(instanceFile(dataDir), JSON.stringify(instance) + '\n', { mode: 0o600 });
  };
  describe({});
  const release = () => {
    if (!heldLocks.delete(database)) return;
    // Still under the lock: addresses of servers that are gone would send the command line to nobody.
    rmSync(instanceFile(dataDir), { force: true });
    database.close();
  };
  return { describe, release };
}

function openLockFile(dataDir: string): DatabaseSync {
  try {
    return new DatabaseSync(join(dataDir, 'instance.lock'), { timeout: 0 });
  } catch (cause) {
    throw notWritable(dataDir, cause);
  }
}

/** What the last holder wrote; says nothing about whether it still runs. */
export function readInstance(dataDir: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(instanceFile(dataDir), 'utf8')) as Instance;
  } catch {
    return undefined;
  }
}
