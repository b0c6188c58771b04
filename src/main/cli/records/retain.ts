import { toBewaarregels } from '#domain/records/bewaarregel.ts';
import { createDestructionLog } from '#infrastructure/mongo/records/destruction-log.ts';
import type { BlijftReden } from '#infrastructure/mongo/records/portie.ts';
import { createRetention, type RegelTelling } from '#infrastructure/mongo/records/retention.ts';
import { findAuditKeys } from '../../audit-keys-of.ts';
import { loadConfig } from '../../config/load-config.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { toColumns } from '../output/columns.ts';
import { requireSameRules } from '../identity/same-rules.ts';
import { openRecords, type Records } from './open-records.ts';
import { toVerklaringLines } from './verklaring-lines.ts';

export type RetentionMode = 'tellen' | 'vernietigen' | 'verklaringen';

export function retain(context: CliContext, mode: RetentionMode): Promise<number> {
  const { terminal, clock } = context;
  if (mode === 'verklaringen') return openRecords(context, showReports);
  const { config, environment } = loadConfig(context.variables);
  const { bewaren, kanaalwaarden } = config;
  const regels = toBewaarregels(bewaren, clock.now());
  if (regels.length === 0) {
    terminal.out('In de configuratie staat onder bewaren geen termijn: alles blijft bewaard.');
    return Promise.resolve(EXIT.ok);
  }
  return openRecords(context, async ({ mongo, audit, rules, wie }) => {
    const keys = await findAuditKeys(config.audit, environment.dataDir);
    const aanvaard = config.audit?.aanvaard;
    const retention = createRetention({ mongo, audit, keys, aanvaard, clock, regels, kanaalwaarden });
    if (mode === 'tellen') {
      toTable(await retention.count()).forEach(terminal.out);
      terminal.out('');
      terminal.out('Er is niets veranderd. Uitvoeren: npm run intake -- retention --execute');
      return EXIT.ok;
    }
    requireSameRules(rules, config);
    const report = await retention.execute(wie.door, (naam, aantal) => {
      terminal.err(`...    ${naam}: ${aantal}`);
    });
    toVerklaringLines(report).forEach(terminal.out);
    return EXIT.ok;
  });

  async function showReports({ mongo }: Records): Promise<number> {
    const reports = await createDestructionLog(mongo, clock).list();
    if (reports.length === 0) terminal.out('Er is nog nooit iets vernietigd.');
    reports
      .flatMap((report, index) => [...(index === 0 ? [] : ['']), ...toVerklaringLines(report)])
      .forEach(terminal.out);
    return EXIT.ok;
  }
}

const REDEN: Readonly<Record<BlijftReden, string>> = {
  'open-taak': 'open taak',
  onverzonden: 'antwoord nog niet verzonden',
  zaak: 'hoort bij een zaak',
  'nog-niet-aan-de-beurt': 'hoort bij iets wat nog niet aan de beurt is',
  'te-groot': 'te lange reeks',
  logboek: 'het logboek is niet te bewijzen; zie audit verify',
};

function toTable(tellingen: readonly RegelTelling[]): string[] {
  const rows = tellingen.map(({ regel, aanDeBeurt, blijft }) => {
    const stays = Object.entries(blijft).map(([reden, count]) => `${count} ${REDEN[reden as BlijftReden]}`);
    return [regel.naam, String(regel.dagen), String(aanDeBeurt), stays.join(', ') || '-'];
  });
  return toColumns([['regel', 'dagen', 'te vernietigen', 'blijft'], ...rows]);
}
