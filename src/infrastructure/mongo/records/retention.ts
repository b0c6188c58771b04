import { randomUUID } from 'node:crypto';
import type { Kop } from '#domain/audit/auditzegel.schema.ts';
import type { KanaalSleutel } from '#domain/inbound-message/channel-name.ts';
import type { Bewaarregel } from '#domain/records/bewaarregel.ts';
import type { Verklaring } from '#domain/records/verklaring.ts';
import type { AuditKeys } from '#application/audit/audit-keys.ts';
import type { AuditLog } from '#application/ports/audit-log.ts';
import type { Clock } from '#application/ports/clock.ts';
import type { Mongo } from '../connection.ts';
import { createAuditRetention } from './audit-retention.ts';
import { createDestructionLog } from './destruction-log.ts';
import { dueContacts } from './due-contacts.ts';
import { dueLines, dueMessages } from './due-messages.ts';
import type { BlijftReden, Portie } from './portie.ts';

export interface RetentionDeps {
  readonly mongo: Mongo;
  readonly audit: AuditLog;
  /** With what the audit log is sealed; without its key no line of it is destroyed. */
  readonly keys: AuditKeys;
  readonly aanvaard?: Kop | undefined;
  readonly clock: Clock;
  readonly regels: readonly Bewaarregel[];
  readonly kanaalwaarden: Readonly<Record<KanaalSleutel, string>>;
}

export interface RegelTelling {
  readonly regel: Bewaarregel;
  readonly aanDeBeurt: number;
  readonly blijft: Readonly<Partial<Record<BlijftReden, number>>>;
}

/** What is due by the configured periods: counted, or destroyed portion by portion. Safe to break off and to repeat. */
export function createRetention({ mongo, audit, keys, aanvaard, clock, regels, kanaalwaarden }: RetentionDeps) {
  const { connection } = mongo;
  const auditRetention = createAuditRetention({ connection, audit, keys, aanvaard, clock });
  return { count, execute };

  async function count(): Promise<RegelTelling[]> {
    const tellingen: RegelTelling[] = [];
    // A contact goes by one rule, with its answer in another channel.
    const geteld = new Set<string>();
    for (const regel of regels) {
      let aanDeBeurt = 0;
      const blijft: Partial<Record<BlijftReden, number>> = {};
      if (regel.soort === 'audit') {
        const { aantal, isProved } = await auditRetention.due(regel);
        if (isProved) aanDeBeurt = aantal;
        else blijft['logboek'] = aantal;
      }
      for await (const portie of porties(regel)) {
        if (portie.kind === 'due') {
          if (portie.objecten.some(({ uuid }) => geteld.has(uuid))) continue;
          for (const { uuid } of portie.objecten) geteld.add(uuid);
          aanDeBeurt += portie.aantal;
        } else if (portie.aantal > 0) blijft[portie.reden] = (blijft[portie.reden] ?? 0) + portie.aantal;
      }
      tellingen.push({ regel, aanDeBeurt, blijft });
    }
    return tellingen;
  }

  async function execute(door: string, tell: (naam: string, aantal: number) => void): Promise<Verklaring> {
    const log = createDestructionLog(mongo, clock);
    const shown = regels.map(({ naam, dagen, voor }) => ({ naam, dagen, voor }));
    const report = await log.begin({ soort: 'bewaartermijn', door, regels: shown });
    for (const regel of aloneFirst(regels)) {
      let done = 0;
      for await (const portie of porties(regel)) {
        if (portie.kind !== 'due') continue;
        await log.destroy(report, regel.naam, door, portie);
        done += portie.aantal;
        tell(regel.naam, done);
      }
      if (regel.soort === 'audit')
        await log.note(report, regel.naam, { audit: await auditRetention.destroy(regel, report, door) });
    }
    await audit.add([
      {
        uuid: randomUUID(),
        op: clock.now(),
        door,
        handeling: 'vernietiging uitgevoerd',
        objecten: [{ soort: 'verklaring', uuid: report }],
      },
    ]);
    return log.end(report);
  }

  function porties(regel: Bewaarregel): AsyncIterable<Portie> {
    const { soort, kanaal } = regel;
    if (kanaal === undefined) return dueLines(connection, regel);
    if (soort === 'apart' || soort === 'geparkeerd') return dueMessages(connection, regel, kanaal, clock.now());
    const since = soort === 'origineel' ? find('klantcontacten', kanaal)?.voor : undefined;
    return dueContacts({
      connection,
      regel,
      kanaal: kanaalwaarden[kanaal],
      now: clock.now(),
      dueBefore: (waarde) => {
        const sleutel = (Object.keys(kanaalwaarden) as KanaalSleutel[]).find((one) => kanaalwaarden[one] === waarde);
        return sleutel === undefined ? undefined : find(soort, sleutel)?.voor;
      },
      ...(since === undefined ? {} : { since }),
    });
  }

  function find(soort: Bewaarregel['soort'], kanaal: KanaalSleutel) {
    return regels.find((one) => one.soort === soort && one.kanaal === kanaal);
  }
}

/** What stands alone by its own rule, and not with a contact that goes: so the report says what the count said. */
const aloneFirst = (regels: readonly Bewaarregel[]) =>
  regels.toSorted((a, b) => Number(a.kanaal !== undefined) - Number(b.kanaal !== undefined));
