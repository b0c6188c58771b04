import { createHash } from 'node:crypto';
import type { AuditEntry } from '#domain/audit/audit-entry.schema.ts';
import { toAuditText } from '#domain/audit/audit-text.ts';
import type { Auditzegel } from '#domain/audit/auditzegel.schema.ts';

const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

export const hashEntry = (entry: AuditEntry): string => sha256(toAuditText(entry));

export const hashBlock = ({ blok, vorige, regels }: Pick<Auditzegel, 'blok' | 'vorige' | 'regels'>): string =>
  sha256([blok, vorige, ...regels.map(({ uuid, hash }) => `${uuid} ${hash}`)].join('\n'));
