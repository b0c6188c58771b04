import { randomUUID } from 'node:crypto';
import { changedRules, type Spelregels } from '#domain/regels/spelregels.ts';
import type { AuditLog } from './ports/audit-log.ts';
import type { Clock } from './ports/clock.ts';
import type { RulesStore } from './ports/rules-store.ts';

export interface PublishRulesDeps {
  readonly rules: RulesStore;
  readonly audit: Pick<AuditLog, 'add'>;
  readonly clock: Clock;
}

/**
 * Puts the rules of the configuration in the database, where the command line finds them; when they are others than
 * before, with a line in the audit log that names what changed. Throws transient Failures.
 */
export type PublishRules = (rules: Spelregels) => Promise<void>;

/** The program itself. */
const DOOR = 'intake';

export function createPublishRules({ rules, audit, clock }: PublishRulesDeps): PublishRules {
  return async (fresh) => {
    const before = await rules.find();
    const changed = changedRules(before, fresh);
    if (changed.length === 0) return;
    const names = changed.map((name) => (name === 'vierOgen' ? `vierOgen ${fresh.vierOgen ? 'aan' : 'uit'}` : name));
    const handeling = before === undefined ? 'spelregels-vastgelegd' : `spelregels-gewijzigd: ${names.join(', ')}`;
    // The line first: a rule that changed without one would be a rule that nobody saw change.
    await audit.add([{ uuid: randomUUID(), op: clock.now(), door: DOOR, handeling, objecten: [] }]);
    await rules.save(fresh);
  };
}
