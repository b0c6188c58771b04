import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createOwnCertificate } from './own-certificate.ts';

const keyFile = (dataDir: string) => join(dataDir, 'mongodb', 'sleutel.pem');

/**
 * The file that opens the embedded database: key and certificate of server and clients alike, made once for a data folder
 * and readable by its account alone. SecantusDB knows neither sockets nor a first user, so that a password could only be
 * set while everybody may come in; with TLS on both sides nobody else ever does.
 */
export function ensureDatabaseKey(dataDir: string): string {
  const file = keyFile(dataDir);
  if (isWhole(file)) return file;
  mkdirSync(join(dataDir, 'mongodb'), { recursive: true, mode: 0o700 });
  const half = `${file}.half`;
  rmSync(half, { force: true });
  writeFileSync(half, createOwnCertificate(), { mode: 0o600, flag: 'wx' });
  renameSync(half, file);
  return file;
}

/** For a folder that others could read until now: the next start makes another key. */
export function forgetDatabaseKey(dataDir: string): void {
  rmSync(keyFile(dataDir), { force: true });
}

function isWhole(file: string): boolean {
  try {
    return /-----END CERTIFICATE-----[^]*-----END PRIVATE KEY-----/.test(readFileSync(file, 'latin1'));
  } catch {
    return false;
  }
}

/** Address of the database on this port, for the driver. It holds where the key lies, never the key. */
export function databaseUrl(port: number, key: string): string {
  const file = encodeURIComponent(key);
  const options = `directConnection=true&tls=true&tlsCAFile=${file}&tlsCertificateKeyFile=${file}`;
  return `mongodb://127.0.0.1:${port}/?${options}`;
}
