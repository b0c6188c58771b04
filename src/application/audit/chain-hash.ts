import { createHash } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toAuditText } from '#domain/audit/audit-text.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';
import { toKeyedText, toPlainText } from '#domain/audit/zegel-text.ts';
import type { AuditKeys } from './audit-keys.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

export const hashEntry = (entry: AuditEntry): string => sha256(toAuditText(entry));

/** Whether this is what was sealed; `unknown` when we do not have the key that can say so. */
export function judgeBlock(block: Auditzegel, keys: AuditKeys): 'right' | 'wrong' | 'unknown' {
  if (block.versie === undefined) return isHash(block.hash, () => sha256(toPlainText(block))) ? 'right' : 'wrong';
  const key = keys.find(String(block.sleutel));
  if (key === undefined) return 'unknown';
  return isHash(block.hash, () => key.hash(toKeyedText(block))) ? 'right' : 'wrong';
}

/** What was changed into something that has no hash is changed. */
export function isHash(expected: string, work: () => string): boolean {
  try {
    return work() === expected;
  } catch {
    return false;
  }
}
