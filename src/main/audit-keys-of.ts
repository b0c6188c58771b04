import { createAuditKeys, type AuditKeys } from '#application/audit/audit-keys.ts';
import { auditKeyFile, ensureKeyFile, readKeyFile } from '#infrastructure/audit/key-file.ts';
import type { AuditConfig } from './config/audit.schema.ts';

/** The configured keys, or the one in DATA_DIR; none when it was never made. Nothing is made. */
export async function findAuditKeys(config: AuditConfig | undefined, dataDir: string): Promise<AuditKeys> {
  if (config !== undefined) return createAuditKeys([config.sleutel, ...config.eerdere]);
  const text = await readKeyFile(dataDir);
  return createAuditKeys(text === undefined ? [] : [text]);
}

/** The same, and where there is none it is made. Throws what the file system does. */
export async function ensureAuditKeys(
  config: AuditConfig | undefined,
  dataDir: string,
  report: (line: string) => void,
): Promise<AuditKeys> {
  if (config !== undefined) return findAuditKeys(config, dataDir);
  const { text, isNew } = await ensureKeyFile(dataDir);
  const place = auditKeyFile(dataDir);
  report(
    isNew
      ? `Auditlogboek: geen audit.sleutel ingesteld; een nieuwe sleutel staat in ${place}. Bewaar een kopie buiten de database.`
      : `Auditlogboek: geen audit.sleutel ingesteld; verzegeld met de sleutel in ${place}.`,
  );
  return createAuditKeys([text]);
}
