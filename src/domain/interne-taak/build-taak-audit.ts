import type { AuditEntry } from '../audit/audit-entry.schema.ts';
import { deterministicUuid } from '../identity/deterministic-uuid.ts';
import type { Handeling, Taak } from './taak.ts';

/** Who changed this task, and what came with it (acceptance statement 71). One entry per line of history. */
export function buildTaakAudit(
  { dossier }: Taak,
  { door, via, now }: Handeling,
  handeling: string,
  others: AuditEntry['objecten'] = [],
): AuditEntry {
  return {
    uuid: deterministicUuid(`taak:${dossier.uuid}`, `audit:${dossier.verloop.length}`),
    op: now,
    door,
    handeling,
    ...(via === undefined ? {} : { via }),
    objecten: [{ soort: dossier.soort === 'herstel' ? 'taak' : 'internetaak', uuid: dossier.uuid }, ...others],
  };
}
