import type { Configuration } from '../../config/load-config.ts';
import { loadConfig } from '../../config/load-config.ts';
import { findExposures } from '../../exposure/find-exposures.ts';
import { smtpAccounts } from '../../smtp-accounts.ts';
import { runCheck, type Check, type CheckResult } from './check.ts';
import { checkScanFolder } from './folder-checks.ts';
import { checkGraph } from './graph-check.ts';
import { checkMailbox, checkSmtp } from './mail-checks.ts';
import { checkAccess } from './access-checks.ts';
import { checkMetrics } from './metrics-check.ts';
import { checkMongodb, checkRedis } from './server-checks.ts';
import { checkVirusScanner } from './virus-scanner-check.ts';
import { tokenWarnings } from '../../token-warnings.ts';
import type { CliContext } from '../context.ts';
import { EXIT } from '../exit-code.ts';
import { openServers } from '../open-servers.ts';
import { toColumns } from '../output/columns.ts';

/** Reaches everything, writes a line for each, and answers the exit code. Throws ConfigProblems. */
export async function checkAll({ variables, terminal }: CliContext): Promise<number> {
  // Throws every problem of the configuration at once; without a configuration there is nothing to reach.
  const configuration = loadConfig(variables);
  terminal.out(toLine({ naam: 'configuratie', oordeel: 'ok', wat: configuration.environment.configPath ?? '' }));
  for (const wat of tokenWarnings(configuration.config.toegang.tokens, new Date()))
    terminal.out(toLine({ naam: 'toegang', oordeel: 'let op', wat }));
  // Before anything is started: what starts embedded servers closes their folder.
  for (const one of findExposures(configuration)) terminal.out(toLine({ ...one, oordeel: 'let op' }));
  const { environment } = configuration;
  const outcome = await runCheck({
    naam: 'servers',
    run: async () => {
      const servers = await openServers(environment, { report: terminal.err, startFresh: true, redis: true });
      try {
        const results = await Promise.all([checkMongodb(servers), checkRedis(servers)].map(runCheck));
        for (const result of results) terminal.out(toLine(result));
        return { oordeel: results.some(isWrong) ? 'fout' : 'ok', wat: '' };
      } finally {
        await servers.close();
      }
    },
  });
  // What kept the servers from starting has not been told yet.
  if (outcome.wat !== '') terminal.out(toLine(outcome));
  const others = await Promise.all(otherChecks(configuration).map(runCheck));
  for (const result of others) terminal.out(toLine(result));
  return [outcome, ...others].some(isWrong) ? EXIT.failed : EXIT.ok;
}

/** What this process would reach itself, given its ROLES. */
function otherChecks({ config, environment }: Configuration): Check[] {
  const { roles, publicUrl } = environment;
  const { email, whatsapp, brief } = config.kanalen;
  return [
    ...(roles.includes('http') ? checkAccess(config, publicUrl) : []),
    ...(roles.some((role) => role === 'http' || role === 'whatsapp')
      ? [checkMetrics(environment, config.toegang)]
      : []),
    ...(roles.includes('email') ? (email?.mailboxes ?? []).map(checkMailbox) : []),
    ...(roles.includes('workers') ? smtpAccounts(config).map(checkSmtp) : []),
    ...(roles.includes('letter') && brief !== undefined ? [checkScanFolder(brief.map)] : []),
    ...(roles.includes('workers') && config.virusscanner !== undefined ? [checkVirusScanner(config.virusscanner)] : []),
    ...(roles.includes('workers') && whatsapp !== undefined ? [checkGraph(whatsapp.graphUrl)] : []),
  ];
}

const isWrong = ({ oordeel }: Pick<CheckResult, 'oordeel'>) => oordeel === 'fout';

function toLine({ naam, oordeel, wat, herstel }: CheckResult): string {
  const [columns = ''] = toColumns([[oordeel.padEnd(6), naam.padEnd(14), wat]]);
  return herstel === undefined ? columns : `${columns} - herstel: ${herstel}`;
}
